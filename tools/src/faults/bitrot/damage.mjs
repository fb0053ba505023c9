/**
 * What a disk may do to a file: one bit is another, or the end is gone.
 *
 * @typedef {import('./images.mjs').Image} Image
 * @typedef {{ image: Image, what: string }} Damaged
 */

import { Buffer } from 'node:buffer';

/**
 * @param {Image} image
 * @param {readonly string[]} names files of which one is damaged; a larger one more often
 * @param {import('../random.mjs').Random} random
 * @returns {Damaged}
 */
export const withFlippedBit = (image, names, random) => {
  const { name, bytes, at } = drawn(image, names, random);
  const bit = random.between(0, 7);
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
  return { image: { ...image, [name]: flipped }, what: `bit ${bit} of byte ${at} of ${name} flipped` };
};

/**
 * @param {Image} image
 * @param {readonly string[]} names
 * @param {import('../random.mjs').Random} random
 * @returns {Damaged}
 */
export const cutShort = (image, names, random) => {
  const { name, bytes, at } = drawn(image, names, random);
  return { image: { ...image, [name]: bytes.subarray(0, at) }, what: `${name} cut to ${at} of ${bytes.length} bytes` };
};

/**
 * A byte of these files: half of the draws are spread evenly over the files, half over the bytes, so that a small file is
 * met often enough too.
 * @param {Image} image
 * @param {readonly string[]} names
 * @param {import('../random.mjs').Random} random
 */
const drawn = (image, names, random) => {
  const files = names.map((name) => ({ name, bytes: image[name] ?? Buffer.alloc(0) }));
  const whole = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const evenly = random.pick(files);
  let place = random.between(0, whole - 1);
  const byBytes = files.find(({ bytes }) => (place -= bytes.length) < 0) ?? evenly;
  const chosen = random.next() < 0.5 ? evenly : byBytes;
  return { ...chosen, at: random.between(0, chosen.bytes.length - 1) };
};
