/** Ids that a repeat of the same request finds again (docs/decisions/derived-ids.md, idempotency.md). */

import type { CommandId, PersonId, PolicyName } from '@konsil/domain';
import { createHash, hash, randomUUID } from 'node:crypto';

/** Namespace of every id that Konsil derives; changing it would make every repeat a new request. */
const KONSIL = 'b0f4b0f5-3c61-4f0a-9d2e-6a5a1f0c7c11';
const KONSIL_BYTES = Buffer.from(KONSIL.replaceAll('-', ''), 'hex');

/** The namespace with room for a name behind it: names are short, and there are three per command. */
const ROOM = Buffer.concat([KONSIL_BYTES, Buffer.alloc(4096)]);
/** UTF-8 takes three bytes at the most for one unit of a text. */
const LONGEST_IN_ROOM = 4096 / 3;

const named = (name: string): Buffer =>
  name.length > LONGEST_IN_ROOM
    ? Buffer.concat([KONSIL_BYTES, Buffer.from(name)])
    : ROOM.subarray(0, KONSIL_BYTES.length + ROOM.write(name, KONSIL_BYTES.length));

/** First digit of the last group but one: the variant's two bits and two of the hash. */
const VARIANTS = '89ab';

/** UUIDv5 (RFC 9562) in Konsil's namespace, by one call of the hash that Node offers. */
const derived = (name: string): string => {
  const sha1 = hash('sha1', named(name), 'hex');
  const variant = VARIANTS.charAt(parseInt(sha1.charAt(16), 16) & 0x3);
  return `${sha1.slice(0, 8)}-${sha1.slice(8, 12)}-5${sha1.slice(13, 16)}-${variant}${sha1.slice(17, 20)}-${sha1.slice(20, 32)}`;
};

/** Keys never meet across people or targets: the same key of somebody else, or for another target, is another command. */
export const commandIdFor = (personId: PersonId, method: string, target: string, idempotencyKey: string): CommandId =>
  derived(JSON.stringify([personId, method, target, idempotencyKey])) as CommandId;

export const randomCommandId = (): CommandId => randomUUID() as CommandId;

/**
 * The id of what a rule does to one thing because of one cause (an event's id, or a moment): the same whenever it comes to
 * it again.
 */
export const commandIdOfRule = (name: PolicyName, cause: string, target: string): CommandId =>
  derived(JSON.stringify([name, cause, target])) as CommandId;

/** The id of what a command makes: the same for every repeat of the command. */
export const madeBy = <Id extends string>(commandId: CommandId, kind: string): Id =>
  derived(`${commandId}/${kind}`) as Id;

/** The id of the n-th event that a command records in a stream. */
export const eventIdOf = (commandId: CommandId, stream: string, n: number): string =>
  derived(`${commandId}/${stream}/${n}`);

/**
 * 32 bytes in place of random ones, the same for every repeat of the command, also when two processes take it at once.
 * As unforeseeable as the command id: random, but for requests with an `Idempotency-Key`.
 */
export const bytesMadeBy = (commandId: CommandId, kind: string): Buffer =>
  createHash('sha256').update(`${KONSIL}/${commandId}/${kind}`).digest();
