/**
 * Numbers that people read to each other: 11 random characters of Crockford base 32 and a check character, grouped
 * `K7Q2-9MX4-TB3R`. One wrong character, or two neighbours swapped, never makes another valid number.
 */

import type { OrderNumber } from './ids.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 11;
/** Any value from 0 to 31 will do; with this one the number that the documentation shows is a valid one. */
const START = 15;
/** How many random bytes an order number is made of; five bits of each are used. */
export const ORDER_NUMBER_BYTES = RANDOM_CHARACTERS;

/** @param randomBytes at least {@link ORDER_NUMBER_BYTES}, from a cryptographic source. @throws RangeError for fewer. */
export const orderNumberFrom = (randomBytes: Uint8Array): OrderNumber => {
  if (randomBytes.length < ORDER_NUMBER_BYTES) throw new RangeError(`${ORDER_NUMBER_BYTES} random bytes are needed.`);
  const values = Array.from(randomBytes.subarray(0, ORDER_NUMBER_BYTES), (byte) => byte & 31);
  return grouped([...values, checkValue(values)]);
};

/**
 * What somebody typed or read out, as an order number: lower case, missing or other hyphens and blanks, `i` or `l` for
 * `1` and `o` for `0` are understood. `undefined` where it is none.
 */
export const parseOrderNumber = (text: string): OrderNumber | undefined => {
  if (text.length > 40) return undefined;
  const plain = text
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  const values = Array.from(plain, (character) => alphabet.indexOf(character));
  if (values.length !== RANDOM_CHARACTERS + 1 || values.includes(-1)) return undefined;
  return checkValue(values.slice(0, RANDOM_CHARACTERS)) === values[RANDOM_CHARACTERS] ? grouped(values) : undefined;
};

/** Whether a text is an order number exactly as Konsil writes it. */
export const isOrderNumber = (text: string): text is OrderNumber => parseOrderNumber(text) === text;

const grouped = (values: readonly number[]): OrderNumber => {
  const text = values.map((value) => alphabet.charAt(value)).join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}` as OrderNumber;
};

/**
 * Damm's scheme over the field with 32 elements: `check = 2 * (check + value)`, where adding is XOR and doubling is
 * modulo x^5 + x^2 + 1. Finds every single wrong character and every swap of two neighbours, the check character's too.
 */
const checkValue = (values: readonly number[]): number =>
  values.reduce((check, value) => doubled(check ^ value), START);

const doubled = (value: number): number => {
  const twice = value << 1;
  return twice > 31 ? (twice ^ 0b100101) & 31 : twice;
};
