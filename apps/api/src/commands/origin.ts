/** Where a command comes from: the person, the request it came with, and what makes a repeat of it recognisable. */

import type { CommandId, PersonId, PolicyName } from '@konsil/domain';
import { commandIdFor, commandIdOfRule, randomCommandId } from './command-ids.js';

/** HMAC of a request's body; `month` names the key (`2026-11`), which is destroyed after two months. */
export interface BodyMac {
  readonly month: string;
  readonly mac: string;
}

export interface Origin {
  readonly personId: PersonId;
  /** UUIDv5 of person, method, target and `Idempotency-Key`; random where the request brought no key. */
  readonly commandId: CommandId;
  /** Whether the request brought an `Idempotency-Key`, so that a repeat of it can come. */
  readonly repeatable: boolean;
  /** Stands in the metadata of every event, to tell a repeat from another request under the same key. */
  readonly bodyMac: BodyMac | undefined;
  /** Whether an earlier request had this body; true also where its key is gone and it can't be told any more. */
  readonly hadSameBody: (earlier: BodyMac) => boolean;
  /** Revision that the client read (`If-Match`); the command is refused where the stream is elsewhere. */
  readonly ifMatch?: number;
  /** What a rule acts on; absent where somebody asked. */
  readonly causedBy?: string;
  /** Id of the HTTP request, for correlation. */
  readonly requestId: string;
}

/** The same command at a stream that it writes on the way: what the client read was not that stream. */
export const onTheWay = ({ ifMatch: _, ...origin }: Origin): Origin => origin;

/** What Konsil does by itself on behalf of a person, such as completing a registration; a repeat finds its events. */
export const internalOrigin = (personId: PersonId, act: string): Origin => ({
  personId,
  commandId: commandIdFor(personId, 'INTERNAL', act, ''),
  repeatable: false,
  bodyMac: undefined,
  hadSameBody: () => true,
  requestId: randomCommandId(),
});

/** What a rule does by itself; its name stands where a person's id stands (`RecordedActor`). */
export const ruleOrigin = (name: PolicyName, cause: string, target: string): Origin => ({
  ...internalOrigin(name as unknown as PersonId, cause),
  commandId: commandIdOfRule(name, cause, target),
  causedBy: cause,
});

/** What is done once and never asked for again: `cause` says by what (`konsil-keys-erase`). */
export const singleOrigin = (personId: PersonId, cause: string): Origin => ({
  ...internalOrigin(personId, cause),
  commandId: randomCommandId(),
  requestId: `${cause}-${randomCommandId()}`,
});
