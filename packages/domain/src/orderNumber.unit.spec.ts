import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOrderNumber, ORDER_NUMBER_BYTES, orderNumberFrom, parseOrderNumber } from './orderNumber.js';

const numRuns = process.env['KONSIL_LONG'] === '1' ? 10_000 : 200;
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomBytes = fc.uint8Array({ minLength: ORDER_NUMBER_BYTES, maxLength: ORDER_NUMBER_BYTES });
const places = [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13];
const replaced = (text: string, place: number, character: string): string =>
  text.slice(0, place) + character + text.slice(place + 1);

describe('order numbers', () => {
  it('are written in three groups of four', () =>
    fc.assert(
      fc.property(randomBytes, (bytes) => {
        const number = orderNumberFrom(bytes);
        expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
        expect(isOrderNumber(number)).toBe(true);
      }),
      { numRuns },
    ));

  it('carry five bits of each byte: different bytes, different numbers', () => {
    const zero = new Uint8Array(ORDER_NUMBER_BYTES);
    const numbers = Array.from({ length: 11 * 5 }, (_, bit) =>
      orderNumberFrom(zero.map((byte, place) => (place === Math.floor(bit / 5) ? byte ^ (1 << (bit % 5)) : byte))),
    );
    expect(new Set(numbers).size).toBe(55);
    expect(() => orderNumberFrom(new Uint8Array(10))).toThrow(RangeError);
  });

  it('are understood as people type them', () =>
    fc.assert(
      fc.property(randomBytes, fc.constantFrom('', ' ', '-', '\u2013'), (bytes, separator) => {
        const number = orderNumberFrom(bytes);
        const typed = number.toLowerCase().replaceAll('-', separator);
        expect(parseOrderNumber(typed)).toBe(number);
        expect(parseOrderNumber(` ${typed.replaceAll('1', 'l').replaceAll('0', 'o')} `)).toBe(number);
        expect(parseOrderNumber(typed.replaceAll('1', 'I').replaceAll('0', 'O'))).toBe(number);
      }),
      { numRuns },
    ));

  it('with one wrong character are none', () =>
    fc.assert(
      fc.property(randomBytes, fc.constantFrom(...places), fc.constantFrom(...alphabet), (bytes, place, character) => {
        const number = orderNumberFrom(bytes);
        fc.pre(number.charAt(place) !== character);
        expect(parseOrderNumber(replaced(number, place, character))).toBeUndefined();
      }),
      { numRuns },
    ));

  it('with two neighbours swapped are none', () =>
    fc.assert(
      fc.property(randomBytes, fc.integer({ min: 0, max: 10 }), (bytes, index) => {
        const number = orderNumberFrom(bytes);
        const [one, other] = [places[index] ?? 0, places[index + 1] ?? 0];
        fc.pre(number.charAt(one) !== number.charAt(other));
        const swapped = replaced(replaced(number, one, number.charAt(other)), other, number.charAt(one));
        expect(parseOrderNumber(swapped)).toBeUndefined();
      }),
      { numRuns },
    ));

  it.each(['', 'K7Q2', 'K7Q2-9MX4-TB3', 'K7Q2-9MX4-TB3RR', 'K7Q2-9MX4-TB3U', 'K7Q2_9MX4_TB3R', 'x'.repeat(100_000)])(
    'are not %p',
    (text) => expect(parseOrderNumber(text)).toBeUndefined(),
  );

  it('the number that the documentation shows is one', () => {
    expect(isOrderNumber('K7Q2-9MX4-TB3R')).toBe(true);
    expect(isOrderNumber('k7q2-9mx4-tb3r')).toBe(false);
  });
});
