/** Two files of read models: equal row by row, or what differs. Knows of no table by name but those of the engine. */

import Database from 'better-sqlite3';

/** What a file keeps beside the rows: when, not what. */
const NOT_COMPARED = new Set(['checkpoint', 'parked']);

/** How many rows of a table are shown where it differs. */
const SHOWN = 3;

/**
 * One sentence for each table that differs, and one where groups of rows are parked; none: the rows are equal.
 * @param {string} served file that the server wrote while it ran
 * @param {string} fresh file that was built from the beginning of the log
 * @returns {string[]}
 */
export const compareRows = (served, fresh) => {
  const [one, other] = [rowsOf(served), rowsOf(fresh)];
  const names = new Set([...one.rows.keys(), ...other.rows.keys()]);
  return [
    ...[...names].flatMap((name) => differenceOf(name, one.rows.get(name) ?? [], other.rows.get(name) ?? [])),
    ...(one.parked > 0 ? [`${one.parked} groups of rows are parked`] : []),
  ];
};

/**
 * @param {string} name
 * @param {readonly string[]} served
 * @param {readonly string[]} fresh
 */
const differenceOf = (name, served, fresh) => {
  const [inServed, inFresh] = [new Set(served), new Set(fresh)];
  const onlyServed = served.filter((row) => !inFresh.has(row));
  const onlyFresh = fresh.filter((row) => !inServed.has(row));
  if (onlyServed.length === 0 && onlyFresh.length === 0 && served.length === fresh.length) return [];
  return [
    `table ${name}: ${served.length} rows served, ${fresh.length} rebuilt; ` +
      `served only: ${shown(onlyServed)}; rebuilt only: ${shown(onlyFresh)}`,
  ];
};

/** @param {readonly string[]} rows */
const shown = (rows) =>
  rows.length === 0
    ? 'none'
    : `${rows.length} rows, ${rows
        .slice(0, SHOWN)
        .map((row) => row.slice(0, 300))
        .join(' ')}`;

/**
 * @param {string} file
 * @returns {{ rows: Map<string, string[]>, parked: number }}
 */
const rowsOf = (file) => {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all()
      .map(String);
    const rows = tables
      .filter((name) => !NOT_COMPARED.has(name))
      .map((name) => /** @type {const} */ ([name, db.prepare(`SELECT * FROM "${name}"`).all().map(asText).sort()]));
    const parked = tables.includes('parked') ? db.prepare('SELECT count(*) FROM parked').pluck().get() : 0;
    return { rows: new Map(rows), parked: Number(parked) };
  } finally {
    db.close();
  }
};

/** @param {unknown} row */
const asText = (row) => JSON.stringify(row);
