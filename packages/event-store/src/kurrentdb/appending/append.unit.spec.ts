import { describe, expect, it } from '@jest/globals';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreError } from '../../errors.js';
import type { AppendRequest, StoredEvent } from '../../port.js';
import { append, type AppenderOptions } from './append.js';

const event = { id: '7c0e1f6e-0f0a-4a53-9a2e-0d0b4b6f3d11', type: 'SomethingHappened', data: '{}', metadata: '{}' };
const request: AppendRequest = { stream: 'case-1', expected: 'no-stream', events: [event] };
const stored: StoredEvent = {
  ...event,
  stream: 'case-1',
  revision: 0,
  position: 77,
  recordedAt: '2026-03-01T07:00:00Z',
};

const unavailable = (): EventStoreError => new EventStoreError('unavailable', 'The event store can not be reached.');

/** The answer to a repeat, as servers give it that leave the position out. */
const takenSomewhere = (): AppendResp =>
  new streams.AppendResp().setSuccess(new streams.AppendResp.Success().setCurrentRevision('0'));

/** An appender whose server answers as told, attempt by attempt and read by read; the last answer stays. */
const appender = (answers: readonly (AppendResp | Error)[], reads: readonly (StoredEvent | Error)[] = []) => {
  const count = { appends: 0, reads: 0 };
  const options: AppenderOptions = {
    client: {
      takesBatches: async () => false,
      batchCall: () => Promise.reject(new Error('No batches here.')),
      unaryAppend: async () => {
        const answer = answers[Math.min(count.appends++, answers.length - 1)];
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error('No answer.');
        return answer;
      },
    },
    reader: {
      headRevision: async () => -1,
      async *readStream() {
        const read = reads[Math.min(count.reads++, reads.length - 1)];
        if (read instanceof Error) throw read;
        if (read !== undefined) yield read;
      },
    },
    timers: {
      after: (ms, callback) => {
        if (ms < 5_000) setImmediate(callback);
        return () => undefined;
      },
    },
    timeoutMs: 10_000,
    attempts: 4,
    giveUpAfterMs: 60_000,
  };
  return { options, count };
};

describe('an append that was written, and whose position the server leaves out', () => {
  it('is answered with the position that a read finds', async () => {
    const { options, count } = appender([takenSomewhere()], [stored]);
    expect(await append(options, request)).toEqual({ revision: 0, position: 77 });
    expect(count).toEqual({ appends: 1, reads: 1 });
  });

  it('is read again where the read fails, and not written again', async () => {
    const { options, count } = appender([takenSomewhere()], [unavailable(), unavailable(), stored]);
    expect(await append(options, request)).toEqual({ revision: 0, position: 77 });
    expect(count).toEqual({ appends: 1, reads: 3 });
  });

  it.each<[string, (StoredEvent | Error)[]]>([
    ['fails', [unavailable()]],
    ['finds nothing', []],
    ['finds another place', [{ ...stored, revision: 5 }]],
  ])('has an unknown outcome where every read %s: it is never called unwritten', async (_what, reads) => {
    const { options, count } = appender([takenSomewhere()], reads);
    await expect(append(options, request)).rejects.toMatchObject({ code: 'unknown-outcome' });
    expect(count).toEqual({ appends: 1, reads: 4 });
  });
});

describe('an append whose first attempt was not answered', () => {
  const lost = new Error('The connection broke.');
  const denied = Object.assign(new Error('denied'), { type: 'access-denied' });

  it.each([
    ['is denied', denied],
    ['does not reach the server', unavailable()],
  ])('has an unknown outcome where the next one %s', async (_what, error) => {
    await expect(append(appender([lost, error]).options, request)).rejects.toMatchObject({ code: 'unknown-outcome' });
  });

  it('is refused where the stream has moved: the server would have known its own', async () => {
    const wrong = new streams.AppendResp().setWrongExpectedVersion(
      new streams.AppendResp.WrongExpectedVersion().setCurrentRevision('3'),
    );
    await expect(append(appender([lost, wrong]).options, request)).rejects.toMatchObject({
      code: 'wrong-expected-revision',
    });
  });

  it('is refused at once where the first answer is certain', async () => {
    const { options, count } = appender([denied]);
    await expect(append(options, request)).rejects.toMatchObject({ code: 'access-denied' });
    expect(count.appends).toBe(1);
  });
});
