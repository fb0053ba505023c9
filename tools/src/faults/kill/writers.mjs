/**
 * Writers over HTTP: each asks one request after the other until it is told to stop, and notes what it asked before it
 * asks and what was answered after. What there is to ask comes from a {@link Practice}.
 *
 * @typedef {import('./ledger.mjs').Asked} Asked
 * @typedef {import('./ledger.mjs').Acknowledged} Acknowledged
 *
 * @typedef {object} Practice people, cases and tokens that writers can work with
 * @property {(writer: number, random: import('../random.mjs').Random) => Omit<Asked, 'key'>} next a command of this
 *   writer; two writers never touch the same thing in a way that makes one's effect depend on the other's
 */

import { randomUUID } from 'node:crypto';

/** The answer says nothing about whether there was an effect: ask again with the same key. */
const SAYS_NOTHING = new Set([409, 429, 500, 502, 503, 504]);

/**
 * Asks once. Undefined: nobody answered, or the answer says nothing about the effect.
 * @param {string} url
 * @param {Asked} asked
 * @returns {Promise<Acknowledged | undefined>}
 * @throws when the request itself is refused, which is a mistake of this test
 */
export const ask = async (url, { key, token, method, path, body }) => {
  /** @type {Response} */
  let response;
  /** @type {string} */
  let text;
  try {
    response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    text = await response.text();
  } catch {
    // The connection broke off: that is what this test is about.
    return undefined;
  }
  if (SAYS_NOTHING.has(response.status)) return undefined;
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return {
    status: response.status,
    position: Number(response.headers.get('konsil-position')),
    revision: Number((response.headers.get('etag') ?? '').replaceAll('"', '')),
    body: text,
  };
};

/**
 * Writes until the signal aborts; resolves when every writer has stopped. A writer asks the same again until it is
 * answered, so that it leaves one request at the most of which nobody knows the effect: what comes later rests on it.
 * @param {{ url: string, practice: Practice, ledger: import('./ledger.mjs').Ledger, writers: number,
 *   randoms: readonly import('../random.mjs').Random[], signal: AbortSignal }} options
 * @returns {Promise<void>}
 */
export const write = async ({ url, practice, ledger, writers, randoms, signal }) => {
  const one = async (/** @type {number} */ writer) => {
    const random = randoms[writer];
    if (random === undefined) throw new Error(`no randomness for writer ${writer}`);
    while (!signal.aborted) {
      const asked = { key: randomUUID(), ...practice.next(writer, random) };
      ledger.ask(asked);
      let answer;
      while (answer === undefined && !signal.aborted) answer = await ask(url, asked);
      if (answer !== undefined) ledger.acknowledge(asked, answer);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
};

/**
 * Repeats requests with their own keys until each is answered; answers with what differed from an earlier answer.
 * @param {string} url
 * @param {readonly Asked[]} requests
 * @param {import('./ledger.mjs').Ledger} ledger
 * @returns {Promise<string[]>}
 */
export const repeat = async (url, requests, ledger) => {
  /** @type {string[]} */
  const differing = [];
  for (const asked of requests) {
    let answer;
    for (let attempt = 0; attempt < 10 && answer === undefined; attempt += 1) answer = await ask(url, asked);
    if (answer === undefined) differing.push(`${asked.method} ${asked.path} was not answered in 10 attempts`);
    else {
      const difference = ledger.acknowledge(asked, answer);
      if (difference !== undefined) differing.push(difference);
    }
  }
  return differing;
};
