/**
 * What the writers work on: a practice of its own for every writer, so that each command's effect is known beforehand
 * and nobody's depends on another's.
 *
 * @typedef {import('./ledger.mjs').Asked} Asked
 */

import { randomUUID } from 'node:crypto';
import { ask } from './writers.mjs';

/**
 * @typedef {Record<'anna' | 'luis' | 'lab', string>} Tokens of the provider, a colleague and the lab
 *
 * @typedef {object} Case one case of one writer, as it stands once everything that was asked has been answered
 * @property {string} caseId
 * @property {boolean} withMentor whether it is shared with the mentor
 * @property {number} version of the newest setup, 0: none
 * @property {boolean} judged whether the colleague has judged that version
 *
 * @typedef {object} Desk what one writer works on
 * @property {string} practiceId
 * @property {Case[]} cases
 *
 * @typedef {Omit<Asked, 'key'>} Command
 */

/**
 * Opens a practice per writer, with a few cases each that are shared with the colleague.
 * @param {{ url: string, tokens: Tokens, writers: number, cases: number }} options
 * @returns {Promise<import('./writers.mjs').Practice>}
 */
export const preparePractice = async ({ url, tokens, writers, cases }) => {
  const call = caller(url, tokens.anna);
  const { colleague, mentor } = await collaboratorsOf(url, tokens.anna);
  const desks = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const { practiceId } = await call('POST', '/me/practices', { name: `Praxis ${writer}` });
      /** @type {Desk} */
      const desk = { practiceId, cases: [] };
      for (let number = 0; number < cases; number += 1) {
        const { caseId } = await call('POST', '/orders', order(practiceId));
        await call('PATCH', `/cases/${caseId}/collaborators`, { add: [{ collaboratorId: colleague }], remove: [] });
        desk.cases.push({ caseId, withMentor: false, version: 0, judged: true });
      }
      return desk;
    }),
  );
  return {
    next: (writer, random) => {
      const desk = desks[writer];
      if (desk === undefined) throw new Error(`writer ${writer} has no desk`);
      const drawn = random.next();
      if (drawn < 0.2) return ordering(tokens, desk);
      const picked = random.pick(desk.cases);
      if (drawn < 0.4) return sharing(tokens, picked, mentor);
      if (drawn < 0.6) return reviewing(tokens, picked);
      return {
        token: tokens.anna,
        method: 'POST',
        path: `/cases/${picked.caseId}/conversations/${colleague}/messages`,
        body: { text: `Message ${random.between(0, 1_000_000)}` },
        records: { MessagePosted: 1 },
      };
    },
  };
};

/**
 * @param {Tokens} tokens
 * @param {Desk} desk
 * @returns {Command}
 */
const ordering = ({ anna }, { practiceId }) => ({
  token: anna,
  method: 'POST',
  path: '/orders',
  body: order(practiceId),
  records: { OrderSubmitted: 1, PatientRegistered: 1 },
});

/**
 * Shares a case with the mentor, or takes it back.
 * @param {Tokens} tokens
 * @param {Case} on
 * @param {string} mentor
 * @returns {Command}
 */
const sharing = ({ anna }, on, mentor) => {
  on.withMentor = !on.withMentor;
  return {
    token: anna,
    method: 'PATCH',
    path: `/cases/${on.caseId}/collaborators`,
    body: on.withMentor ? { add: [{ collaboratorId: mentor }], remove: [] } : { add: [], remove: [mentor] },
    records: on.withMentor ? { CaseShared: 1 } : { CaseUnshared: 1 },
  };
};

/**
 * The lab publishes a setup; the colleague judges it; the lab publishes the next one.
 * @param {Tokens} tokens
 * @param {Case} on
 * @returns {Command}
 */
const reviewing = ({ luis, lab }, on) => {
  on.judged = !on.judged;
  if (!on.judged) on.version += 1;
  return on.judged
    ? {
        token: luis,
        method: 'POST',
        path: `/cases/${on.caseId}/setups/${on.version}/verdicts`,
        body: { verdict: 'ready-for-approval', message: 'This works.' },
        records: { SetupMarkedReady: 1 },
      }
    : {
        token: lab,
        method: 'POST',
        path: `/cases/${on.caseId}/setups`,
        body: { version: on.version, occurredAt: '2026-03-02T09:00:00.000Z' },
        records: { SetupReadyForReview: 1 },
      };
};

/** @param {string} practiceId */
export const order = (practiceId) => ({
  kind: 'aligner',
  practiceId,
  patient: { givenName: 'Mia', familyName: 'Sommer', birthDate: '2009-04-17' },
});

/**
 * @param {string} url
 * @param {string} token
 * @returns {(method: Asked['method'], path: string, body: unknown) => Promise<{ practiceId: string, caseId: string }>}
 *   the ids of what was made, as far as this kind of command makes them
 */
export const caller = (url, token) => async (method, path, body) => {
  const answer = await ask(url, { key: randomUUID(), token, method, path, body, records: {} });
  if (answer === undefined) throw new Error(`${method} ${path} was not answered`);
  return JSON.parse(answer.body);
};

/**
 * Roster entries of the sample practice: Luis is the colleague, Mei the mentor.
 * @param {string} url
 * @param {string} token
 */
export const collaboratorsOf = async (url, token) => {
  const response = await fetch(`${url}/roster`, { headers: { authorization: `Bearer ${token}` } });
  /** @type {{ entries?: { collaboratorId: string, state: string, kind: string }[] }} */
  const { entries = [] } = JSON.parse(await response.text());
  const active = (/** @type {string} */ wanted) => {
    const entry = entries.find(({ state, kind }) => state === 'accepted' && kind === wanted);
    if (entry === undefined) throw new Error(`the sample practice has no active ${wanted} (${response.status})`);
    return entry.collaboratorId;
  };
  return { colleague: active('colleague'), mentor: active('mentor') };
};
