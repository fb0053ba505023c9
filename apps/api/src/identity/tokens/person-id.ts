import type { PersonId } from '@konsil/domain';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A person's id out of a text from outside; undefined where it is none. */
export const personIdFrom = (text: string): PersonId | undefined => (UUID.test(text) ? (text as PersonId) : undefined);
