/** The answers to Append and BatchAppend, as messages. */

import type { sendUnaryData } from '@grpc/grpc-js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected } from '../log/expectations.js';
import type { AppendOutcome } from '../log/log.js';
import { inBatch, streamDeleted } from './rejections.js';
import { nothing, shared, status, streamIdentifier, streams, uuid } from './wire.js';

interface Answered {
  readonly stream: string;
  readonly expected: Expected;
  readonly outcome: AppendOutcome;
}

export const answerAppend = (
  answer: sendUnaryData<streams.AppendResp>,
  { stream, expected, outcome }: Answered,
): void => {
  if (outcome.kind === 'deleted') return answer(streamDeleted(stream));
  const response = new streams.AppendResp();
  if (outcome.kind === 'taken') {
    const position = new streams.AppendResp.Position()
      .setCommitPosition(String(outcome.position))
      .setPreparePosition(String(outcome.position));
    response.setSuccess(
      new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(position),
    );
  } else {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (outcome.current >= 0) wrong.setCurrentRevision(String(outcome.current));
    else wrong.setCurrentNoStream(nothing());
    if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
    else if (expected === 'stream-exists') wrong.setExpectedStreamExists(nothing());
    else if (expected === 'no-stream') wrong.setExpectedNoStream(nothing());
    else wrong.setExpectedAny(nothing());
    response.setWrongExpectedVersion(wrong);
  }
  answer(null, response);
};

export const answerBatch = (
  correlationId: string,
  stream: string,
  content: status.Status | AppendOutcome,
  expected: Expected,
): streams.BatchAppendResp => {
  const response = new streams.BatchAppendResp()
    .setCorrelationId(uuid(correlationId))
    .setStreamIdentifier(streamIdentifier(stream));
  if (content instanceof status.Status) return response.setError(content);
  if (content.kind === 'deleted') return response.setError(inBatch.streamDeleted(stream));
  if (content.kind === 'wrong-expected-version') {
    return response.setError(inBatch.wrongExpectedVersion(expected, content.current));
  }
  const position = new shared.AllStreamPosition()
    .setCommitPosition(String(content.position))
    .setPreparePosition(String(content.position));
  response.setAny(new emptyMessage.Empty());
  return response.setSuccess(
    new streams.BatchAppendResp.Success().setCurrentRevision(String(content.revision)).setPosition(position),
  );
};
