/**
 * What the rows have to say, counted from the events as they read. Shares nothing with the folds: it knows of names,
 * messages and closed cases, and of each no more than an outsider does.
 */

import { GenerationFiles } from '@konsil/projections';
import Database from 'better-sqlite3';
import { noFindings } from '../fault.mjs';
import { readAll } from '../shred/folder.mjs';

/**
 * @param {string} data
 * @returns {Promise<import('../fault.mjs').Findings>}
 */
export const checkCounts = async (data) => {
  const expected = await expectedOf(data);
  const db = new Database(new GenerationFiles(data).served(), { readonly: true });
  try {
    const rows = {
      names: texts(db, `SELECT patientId || ' ' || givenName || ' ' || familyName FROM patients`),
      messages: texts(db, `SELECT caseId || ' ' || messageId FROM messages`),
      closed: texts(db, `SELECT caseId FROM cases WHERE category = 'closed'`),
    };
    const problems = Object.entries(expected).flatMap(([what, wanted]) => {
      const found = rows[/** @type {keyof typeof rows} */ (what)];
      return wanted.join() === found.join() ? [] : [`${what}: ${found.length} rows, ${wanted.length} by the events`];
    });
    return { ...noFindings(), problems };
  } finally {
    db.close();
  }
};

/**
 * @param {import('better-sqlite3').Database} db
 * @param {string} query
 */
const texts = (db, query) => db.prepare(query).pluck().all().map(String).sort();

/** @param {string} data */
const expectedOf = async (data) => {
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Set<string>} */
  const messages = new Set();
  /** @type {Set<string>} */
  const closed = new Set();
  for (const { type, data: said } of await readAll(data)) {
    if (said.identity !== undefined)
      names.set(said.patientId, `${said.identity.givenName} ${said.identity.familyName}`);
    if (type === 'MessagePosted') messages.add(`${said.caseId} ${said.messageId}`);
    if (said.words !== undefined) messages.add(`${said.caseId} ${said.words.messageId}`);
    if (type === 'CaseClosed') closed.add(said.caseId);
  }
  return {
    names: [...names].map(([patientId, name]) => `${patientId} ${name}`).sort(),
    messages: [...messages].sort(),
    closed: [...closed].sort(),
  };
};
