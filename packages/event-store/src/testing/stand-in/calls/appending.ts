/** Append (unary answer) and BatchAppend (one long call for many appends). */

import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import { answerAppend, answerBatch } from './append-answers.js';
import type { Expected } from '../log/expectations.js';
import type { AppendFault } from '../faults.js';
import type { AppendOutcome } from '../log/log.js';
import type { ProposedEvent } from '../log/record.js';
import type { Node } from '../node.js';
import { accessDenied, deadlineExceeded, inBatch, invalidArgument, tooLarge, unavailable } from './rejections.js';
import { nameOf, streams, uuidText, type status } from './wire.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Proposed = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;

const proposedEvent = (message: Proposed): ProposedEvent => ({
  id: uuidText(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

/** What the server refuses with BadRequest; `undefined` where all is well. */
const flawOf = (stream: string, events: readonly ProposedEvent[]): string | undefined => {
  if (stream === '') return 'The stream name is empty.';
  if (events.some(({ id }) => !UUID.test(id))) return 'Unrecognized Guid format.';
  if (events.some(({ type }) => type === '')) return 'The event type is empty.';
  return undefined;
};

/** Bytes of the events as the server counts them against its largest append: type, data and metadata. */
const sizeOf = (events: readonly ProposedEvent[]): number =>
  events.reduce((sum, { type, data, metadata }) => sum + 2 * type.length + data.length + metadata.length, 0);

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const lateness = (fault: AppendFault | undefined): number => (typeof fault === 'object' ? fault.lateMs : 0);

export const append =
  ({ log, faults, maxAppendBytes, refusal }: Node) =>
  (
    call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
    answer: sendUnaryData<streams.AppendResp>,
  ): void => {
    const events: ProposedEvent[] = [];
    let options: streams.AppendReq.Options | undefined;
    call.on('data', (request: streams.AppendReq) => {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message !== undefined) events.push(proposedEvent(message));
    });
    call.on('end', () => {
      // Given up by the client: what has come is not all of it.
      if (call.cancelled) return;
      const refused = refusal(call.metadata);
      if (refused !== undefined) return answer(refused);
      if (sizeOf(events) > maxAppendBytes) return answer(tooLarge(maxAppendBytes));
      const stream = nameOf(options?.getStreamIdentifier());
      const flaw = flawOf(stream, events);
      if (flaw !== undefined) return answer(invalidArgument(flaw));
      const fault = faults.nextAppend();
      if (fault === 'refuse' || fault === 'not-ready') return answer(unavailable());
      if (fault === 'deny') return answer(accessDenied());
      if (fault === 'hang') return;
      const expected = expectedOf(options);
      const outcome: AppendOutcome = log.append(stream, expected, events);
      if (fault === 'hang-after-writing') return;
      if (fault === 'fail-after-writing') return answer(deadlineExceeded());
      if (fault === 'drop-after-writing') return answer(unavailable('Connection dropped'));
      void wait(lateness(fault)).then(() => answerAppend(answer, { stream, expected, outcome }));
    });
    call.on('error', () => undefined);
  };

const expectedOf = (options: streams.AppendReq.Options | streams.BatchAppendReq.Options | undefined): Expected => {
  if (options?.hasNoStream() === true) return 'no-stream';
  if (options?.hasStreamExists() === true) return 'stream-exists';
  if (options === undefined || options.hasAny()) return 'any';
  return Number(options instanceof streams.AppendReq.Options ? options.getRevision() : options.getStreamPosition());
};

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

interface PendingBatch {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: ProposedEvent[];
  readonly expiry: NodeJS.Timeout;
}

/**
 * One long call. A request that the server can't read is answered with BadRequest and stays pending: `writeTimeoutMs`
 * later the same correlation id is answered again, with Timeout, as a real server does.
 */
export const batchAppend =
  ({ log, faults, maxAppendBytes, writeTimeoutMs, refusal }: Node) =>
  (call: BatchCall): void => {
    const pending = new Map<string, PendingBatch>();
    const { generation } = faults;
    const closed = faults.opened(() => call.emit('error', unavailable('Connection dropped')));
    const respond = (id: string, stream: string, content: status.Status | AppendOutcome, expected: Expected): void => {
      if (!call.cancelled) call.write(answerBatch(id, stream, content, expected));
    };
    const begin = (id: string, options: streams.BatchAppendReq.Options): PendingBatch => {
      const stream = nameOf(options.getStreamIdentifier());
      const expected = expectedOf(options);
      const expiry = setTimeout(() => {
        if (pending.delete(id)) respond(id, stream, inBatch.timeout(), expected);
      }, writeTimeoutMs);
      const batch = { stream, expected, events: [], expiry };
      pending.set(id, batch);
      return batch;
    };
    const forget = (id: string, { expiry }: PendingBatch): void => {
      pending.delete(id);
      clearTimeout(expiry);
    };
    const finish = async (id: string, batch: PendingBatch): Promise<void> => {
      const { stream, expected, events } = batch;
      const flaw = flawOf(stream, events);
      if (flaw !== undefined) return respond(id, stream, inBatch.badRequest(flaw), expected);
      forget(id, batch);
      const refused = refusal(call.metadata);
      if (refused !== undefined) return void call.emit('error', refused);
      const fault = faults.nextAppend();
      if (fault === 'refuse') return void call.emit('error', unavailable('Connection dropped'));
      if (fault === 'not-ready') return respond(id, stream, inBatch.notReady(), expected);
      if (fault === 'deny') return respond(id, stream, inBatch.accessDenied(), expected);
      if (fault === 'hang') return;
      const outcome = log.append(stream, expected, events);
      if (fault === 'hang-after-writing') return;
      if (fault === 'fail-after-writing') return respond(id, stream, inBatch.timeout(), expected);
      if (fault === 'drop-after-writing') return void call.emit('error', unavailable('Connection dropped'));
      if (typeof fault === 'object') await wait(fault.lateMs);
      respond(id, stream, outcome, expected);
      if (fault === 'answer-twice') respond(id, stream, outcome, expected);
    };
    call.on('data', (request: streams.BatchAppendReq) => {
      if (faults.isDeaf(generation)) return;
      const id = uuidText(request.getCorrelationId());
      const options = request.getOptions();
      const batch = pending.get(id) ?? (options === undefined ? undefined : begin(id, options));
      if (batch === undefined) return;
      batch.events.push(...request.getProposedMessagesList().map(proposedEvent));
      if (sizeOf(batch.events) > maxAppendBytes) {
        forget(id, batch);
        respond(id, batch.stream, inBatch.tooLarge(maxAppendBytes), batch.expected);
      } else if (request.getIsFinal()) void finish(id, batch);
    });
    const end = (): void => {
      closed();
      for (const { expiry } of pending.values()) clearTimeout(expiry);
      pending.clear();
    };
    call.on('end', () => call.end());
    call.on('error', end);
    call.on('close', end);
    call.on('cancelled', end);
  };
