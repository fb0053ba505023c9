/**
 * Everything that the product can observe in a data folder, read without the check that is tested: every event with its
 * header as the log gives it back, in the order of the log and in that of its stream; every key, fence, secret and entry
 * of the directory, by row and by the index it is found with.
 *
 * @typedef {Readonly<Record<string, string>>} Content one digest for each kind of thing
 */

import { createHash } from 'node:crypto';
import { openSqliteEventStore } from '@konsil/event-store';
import Database from 'better-sqlite3';

/**
 * @param {{ folder: string, file: string }} places
 * @returns {Promise<Content>}
 */
export const contentOf = async ({ folder, file }) => ({ ...(await logIn(folder)), ...keysIn(file) });

/** @param {string} folder */
const logIn = async (folder) => {
  const store = await openSqliteEventStore({ folder, readOnly: true });
  try {
    const [events, streams] = [createHash('sha256'), createHash('sha256')];
    /** @type {Set<string>} */
    const names = new Set();
    for await (const event of store.readAll()) {
      names.add(event.stream);
      events.update(JSON.stringify(event));
    }
    for (const name of [...names].sort()) {
      for await (const event of store.readStream(name)) streams.update(JSON.stringify(event));
      streams.update(`${await store.headRevision(name)}`);
    }
    const head = `${store.logId} ${await store.headPosition()}`;
    return { head, events: events.digest('hex'), streams: streams.digest('hex') };
  } finally {
    await store.close();
  }
};

const ROWS = {
  keys: 'SELECT id, subject, class, wrapped, destroyed_at FROM keys ORDER BY rowid',
  fences: 'SELECT subject, class, erased_at FROM fences ORDER BY rowid',
  secrets: 'SELECT name, wrapped FROM secrets ORDER BY rowid',
  addresses: 'SELECT digest, person FROM addresses ORDER BY rowid',
  identities: 'SELECT digest, person FROM identities ORDER BY rowid',
};

/** @param {string} file */
const keysIn = (file) => {
  const db = new Database(file, { readonly: true });
  try {
    const rows = Object.fromEntries(Object.entries(ROWS).map(([name, sql]) => [name, digestOf(db.prepare(sql).all())]));
    const owners = /** @type {{ id: string, subject: string, class: string }[]} */ (db.prepare(ROWS.keys).all());
    const byId = db.prepare('SELECT wrapped FROM keys WHERE id = ?');
    const byOwner = db.prepare('SELECT wrapped FROM keys WHERE subject = ? AND class = ?');
    const found = owners.map((key) => [byId.get(key.id), byOwner.get(key.subject, key.class)]);
    return { ...rows, 'keys by their indexes': digestOf(found) };
  } finally {
    db.close();
  }
};

/** @param {unknown} value */
const digestOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
