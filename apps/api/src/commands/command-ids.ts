/** Ids that a repeat of the same request finds again (docs/decisions/derived-ids.md, idempotency.md). */

import type { CommandId, PersonId } from '@konsil/domain';
import { createHash } from 'node:crypto';
import { v4, v5 } from 'uuid';

/** Namespace of every id that Konsil derives; changing it would make every repeat a new request. */
const KONSIL = 'b0f4b0f5-3c61-4f0a-9d2e-6a5a1f0c7c11';

/** Keys never meet across people or targets: the same key of somebody else, or for another target, is another command. */
export const commandIdFor = (personId: PersonId, method: string, target: string, idempotencyKey: string): CommandId =>
  v5(JSON.stringify([personId, method, target, idempotencyKey]), KONSIL) as CommandId;

export const randomCommandId = (): CommandId => v4() as CommandId;

/** The id of what a command makes: the same for every repeat of the command. */
export const madeBy = <Id extends string>(commandId: CommandId, kind: string): Id =>
  v5(`${commandId}/${kind}`, KONSIL) as Id;

/** The id of the n-th event that a command records in a stream. */
export const eventIdOf = (commandId: CommandId, stream: string, n: number): string =>
  v5(`${commandId}/${stream}/${n}`, KONSIL);

/**
 * 32 bytes in place of random ones, the same for every repeat of the command, also when two processes take it at once.
 * As unforeseeable as the command id: random, but for requests with an `Idempotency-Key`.
 */
export const bytesMadeBy = (commandId: CommandId, kind: string): Buffer =>
  createHash('sha256').update(`${KONSIL}/${commandId}/${kind}`).digest();
