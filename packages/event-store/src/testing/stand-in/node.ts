/** What the calls of one stand-in share: its log, its faults, and whom it lets in. */

import type { Metadata, ServiceError } from '@grpc/grpc-js';
import { notLeader, unauthenticated, unknown } from './calls/rejections.js';
import type { Faults } from './faults.js';
import type { Log } from './log/log.js';

/** Where a node of a cluster is reached. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A node as gossip names it. */
export interface Member extends Address {
  readonly leads: boolean;
}

export interface User {
  readonly name: string;
  readonly password: string;
}

/** What reads and subscriptions were sent, all together. */
export interface Sent {
  events: number;
  /** How often a slow reader made the server wait. */
  pauses: number;
}

export interface Node {
  readonly log: Log;
  readonly faults: Faults;
  readonly sent: Sent;
  /** Largest append, in bytes. */
  readonly maxAppendBytes: number;
  /** After how many ms a batch that was not finished is answered with Timeout. */
  readonly writeTimeoutMs: number;
  /** Why a call with these headers is not served here; `undefined` where it is. */
  readonly refusal: (headers: Metadata) => ServiceError | undefined;
}

const isFrom = (headers: Metadata, { name, password }: User): boolean =>
  headers.get('authorization')[0] === `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

/** Without `user` everybody may. A call that requires the leader is sent on to it, or told that there is none. */
export const refusalOf = (
  headers: Metadata,
  { user, leads, leader }: { readonly user?: User; readonly leads: boolean; readonly leader?: Address },
): ServiceError | undefined => {
  if (user !== undefined && !isFrom(headers, user)) return unauthenticated();
  if (leads || headers.get('requires-leader')[0] !== 'true') return undefined;
  return leader === undefined ? unknown('No leader info available in response') : notLeader(leader);
};
