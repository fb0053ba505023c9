/** Delete (soft: the stream may be opened again) and Tombstone (for good). */

import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { Expected } from '../log/expectations.js';
import type { Node } from '../node.js';
import { streamDeleted, wrongExpectedVersion } from './rejections.js';
import { nameOf, streams } from './wire.js';

type Options = streams.DeleteReq.Options | streams.TombstoneReq.Options | undefined;

const expectedOf = (options: Options): Expected => {
  if (options?.hasNoStream() === true) return 'no-stream';
  if (options?.hasStreamExists() === true) return 'stream-exists';
  return options?.hasRevision() === true ? Number(options.getRevision()) : 'any';
};

export const softDelete =
  ({ log, refusal }: Node) =>
  (call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>, answer: sendUnaryData<streams.DeleteResp>): void => {
    const refused = refusal(call.metadata);
    if (refused !== undefined) return answer(refused);
    const stream = nameOf(call.request.getOptions()?.getStreamIdentifier());
    const expected = expectedOf(call.request.getOptions());
    const outcome = log.delete(stream, expected);
    if (outcome.kind === 'deleted') return answer(streamDeleted(stream));
    if (outcome.kind !== 'taken') return answer(wrongExpectedVersion(stream, expected, outcome.current));
    const position = new streams.DeleteResp.Position()
      .setCommitPosition(String(outcome.position))
      .setPreparePosition(String(outcome.position));
    answer(null, new streams.DeleteResp().setPosition(position));
  };

export const tombstone =
  ({ log, refusal }: Node) =>
  (
    call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
    answer: sendUnaryData<streams.TombstoneResp>,
  ): void => {
    const refused = refusal(call.metadata);
    if (refused !== undefined) return answer(refused);
    const stream = nameOf(call.request.getOptions()?.getStreamIdentifier());
    const expected = expectedOf(call.request.getOptions());
    const outcome = log.tombstone(stream, expected);
    if (outcome.kind === 'deleted') return answer(streamDeleted(stream));
    if (outcome.kind !== 'taken') return answer(wrongExpectedVersion(stream, expected, outcome.current));
    const position = new streams.TombstoneResp.Position()
      .setCommitPosition(String(outcome.position))
      .setPreparePosition(String(outcome.position));
    answer(null, new streams.TombstoneResp().setPosition(position));
  };
