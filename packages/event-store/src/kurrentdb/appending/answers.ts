/** What the server answers to an append, in both ways of asking, as one thing. */

import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import type { AppendResp, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { wrongExpectedRevision } from '../error-mapping.js';
import { EventStoreError } from '../../errors.js';
import type { AppendRequest } from '../../port.js';
import { numberOf, positionOf } from '../reading/stored-event.js';

export interface Taken {
  readonly revision: number;
  /** Some servers leave it out for a repeat. */
  readonly position: number | undefined;
}

/** "No position", as a server writes it into 64 bits without a sign. */
const NO_POSITION = '18446744073709551615';

interface Position {
  getCommitPosition(): string;
  getPreparePosition(): string;
}

const taken = (revision: string, position: Position | undefined): Taken => ({
  revision: numberOf(revision, 'revision'),
  position:
    position === undefined || position.getCommitPosition() === NO_POSITION
      ? undefined
      : positionOf(position.getCommitPosition(), position.getPreparePosition()),
});

/** @throws EventStoreError for a certain refusal, any other error where the outcome is not known */
export const takenFromUnary = (response: AppendResp, request: AppendRequest): Taken => {
  const wrong = response.getWrongExpectedVersion();
  if (wrong !== undefined) {
    throw wrongExpectedRevision(request, wrong.hasCurrentRevision() ? wrong.getCurrentRevision() : undefined);
  }
  const success = response.getSuccess();
  if (success === undefined) throw new Error('The server answered nothing.');
  return taken(success.getCurrentRevision(), success.getPosition());
};

/** @throws EventStoreError for a certain refusal, any other error where the outcome is not known */
export const takenFromBatch = (response: BatchAppendResp, request: AppendRequest): Taken => {
  const failure = response.getError();
  if (failure !== undefined) throw refusal(failure, request);
  const success = response.getSuccess();
  if (success === undefined) throw new Error('The server answered nothing.');
  return taken(success.getCurrentRevision(), success.getPosition());
};

const PACKAGE = 'event_store.client';

const refusal = (failure: Status, request: AppendRequest): Error => {
  const { stream } = request;
  const details = failure.getDetails();
  switch (details?.getTypeName()) {
    case `${PACKAGE}.WrongExpectedVersion`: {
      const name = `${PACKAGE}.WrongExpectedVersion`;
      const told = details.unpack((bytes: Uint8Array) => shared.WrongExpectedVersion.deserializeBinary(bytes), name);
      return wrongExpectedRevision(
        request,
        told?.hasCurrentStreamRevision() === true ? told.getCurrentStreamRevision() : undefined,
      );
    }
    case `${PACKAGE}.StreamDeleted`:
      return new EventStoreError('stream-deleted', 'The stream was deleted for good.', { stream });
    case `${PACKAGE}.AccessDenied`:
      return new EventStoreError('access-denied', 'The server denies access to this log.', { stream });
    case `${PACKAGE}.MaximumAppendSizeExceeded`:
      return new EventStoreError('too-large', 'The append is larger than this server takes.', { stream });
    case `${PACKAGE}.BadRequest`:
      return new EventStoreError('invalid-append', 'The server calls the append malformed.', { stream });
    default:
      // Timeout, Unknown, "Server Is Not Ready": it may have been written.
      return new Error('The server failed the append without saying whether it was written.');
  }
};
