/** A data folder with the sample practice in it, made by the product itself, and tokens of its people. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CLI, environmentOf, Server } from './server.mjs';

/** Written by the product when its sample data is complete. */
const COMPLETE = 'demo-cast.json';
const LOOK_EVERY = 50;

/**
 * Makes the sample data with `konsil demo`; the server that made it has stopped when this resolves.
 * @param {{ port: number, data: string }} place
 * @param {number} within milliseconds
 */
export const makeSampleData = async (place, within = 180_000) => {
  const server = new Server({ ...place, command: 'demo' });
  await server.start();
  try {
    const started = Date.now();
    while (!existsSync(join(place.data, COMPLETE))) {
      if (Date.now() - started > within) throw new Error(`the sample data was not complete in time:\n${server.output}`);
      await delay(LOOK_EVERY);
    }
  } finally {
    await server.stop();
  }
};

/**
 * An access token of somebody of the sample data.
 * @param {{ port: number, data: string }} place
 * @param {string} person short name, as in `konsil token --as anna`
 * @returns {Promise<string>}
 */
export const tokenOf = async (place, person) => {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'token', '--as', person], {
    env: environmentOf(place),
  });
  return stdout.trim();
};
