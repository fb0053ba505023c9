/** Marks of ids, for indexes in which the ids themselves would take too much room. */

const TWO_BYTES = 0x7fff;

/** A number from 0 to 32,767, the same for the same id: rows with another one need no look. Different ids may share one. */
export const markOf = (id: string): number => {
  let mark = 0;
  for (let at = 0; at < id.length; at += 1) mark = (mark * 31 + id.charCodeAt(at)) & TWO_BYTES;
  return mark;
};

/** Bits that are a number in every store and language. */
const BITS = 31;

/** Which ids are in a set, as bits of one number: two sets without a bit in common have no id in common. 0: none is. */
export const maskOf = (ids: readonly string[]): number =>
  ids.reduce((mask, id) => mask | (1 << (markOf(id) % BITS)), 0);
