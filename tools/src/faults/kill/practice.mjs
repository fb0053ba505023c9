/**
 * What the writers work on: a practice of its own for every writer, so that each command's effect is known beforehand
 * and nobody's depends on another's.
 *
 * @typedef {import('./ledger.mjs').Asked} Asked
 */

import { randomUUID } from 'node:crypto';
import { ask } from './writers.mjs';

/**
 * @typedef {object} Desk what one writer works on
 * @property {string} practiceId
 * @property {string[]} caseIds
 */

/**
 * Opens a practice per writer, with a few cases each that are shared with the first collaborator of the roster.
 * @param {{ url: string, token: string, writers: number, cases: number }} options
 * @returns {Promise<import('./writers.mjs').Practice>}
 */
export const preparePractice = async ({ url, token, writers, cases }) => {
  const call = caller(url, token);
  const collaboratorId = await firstCollaborator(url, token);
  const desks = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const { practiceId } = await call('POST', '/me/practices', { name: `Praxis ${writer}` });
      /** @type {Desk} */
      const desk = { practiceId, caseIds: [] };
      for (let number = 0; number < cases; number += 1) {
        const { caseId } = await call('POST', '/orders', order(practiceId));
        await call('PATCH', `/cases/${caseId}/collaborators`, { add: [{ collaboratorId }], remove: [] });
        desk.caseIds.push(caseId);
      }
      return desk;
    }),
  );
  return {
    next: (writer, random) => {
      const { practiceId, caseIds } = desks[writer] ?? { practiceId: '', caseIds: [] };
      if (random.next() < 0.2)
        return {
          token,
          method: 'POST',
          path: '/orders',
          body: order(practiceId),
          records: { OrderSubmitted: 1, PatientRegistered: 1 },
        };
      return {
        token,
        method: 'POST',
        path: `/cases/${random.pick(caseIds)}/conversations/${collaboratorId}/messages`,
        body: { text: `Message ${random.between(0, 1_000_000)}` },
        records: { MessagePosted: 1 },
      };
    },
  };
};

/** @param {string} practiceId */
const order = (practiceId) => ({
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
const caller = (url, token) => async (method, path, body) => {
  const answer = await ask(url, { key: randomUUID(), token, method, path, body, records: {} });
  if (answer === undefined) throw new Error(`${method} ${path} was not answered`);
  return JSON.parse(answer.body);
};

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<string>}
 */
const firstCollaborator = async (url, token) => {
  const response = await fetch(`${url}/roster`, { headers: { authorization: `Bearer ${token}` } });
  /** @type {{ entries?: { collaboratorId: string, state: string, kind: string }[] }} */
  const { entries = [] } = JSON.parse(await response.text());
  const active = entries.find(({ state, kind }) => state === 'accepted' && kind !== 'treatment-planning-service');
  if (active === undefined) throw new Error(`the sample practice has no active collaborator (${response.status})`);
  return active.collaboratorId;
};
