import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ROOT, temporaryFolder } from '../support/run.js';

interface Comparing {
  readonly compareRows: (served: string, fresh: string) => readonly string[];
}

/** By its path: the harness is a tool of the workspace and no package. */
const { compareRows } = (await import(join(ROOT, 'tools/src/faults/kill/compare-rows.mjs'))) as Comparing;

describe('the comparison of rows that the fault tests rest on', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let served: string;
  let fresh: string;

  beforeEach(() => {
    folder = temporaryFolder();
    served = join(folder.path, 'served.db');
    fresh = join(folder.path, 'fresh.db');
    for (const file of [served, fresh])
      run(
        file,
        `CREATE TABLE checkpoint (position INTEGER); CREATE TABLE parked (fold TEXT);
         CREATE TABLE cases (id TEXT PRIMARY KEY, status TEXT, unread INTEGER);
         INSERT INTO cases VALUES ('a', 'evaluating', 0), ('b', 'ready', 2);`,
      );
  });

  afterEach(() => folder.remove());

  const run = (file: string, sql: string) => {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  };

  it('finds nothing where all rows are equal, whatever their order and the checkpoint', () => {
    run(fresh, `DELETE FROM cases; INSERT INTO cases VALUES ('b', 'ready', 2), ('a', 'evaluating', 0);`);
    run(served, 'INSERT INTO checkpoint VALUES (7);');
    expect(compareRows(served, fresh)).toEqual([]);
  });

  it.each([
    ['a changed cell', `UPDATE cases SET unread = 1 WHERE id = 'b';`],
    ['a row that is missing', `DELETE FROM cases WHERE id = 'a';`],
    ['a row too many', `INSERT INTO cases VALUES ('c', 'ready', 0);`],
    ['another type of the same value', `UPDATE cases SET unread = 'x' WHERE id = 'b';`],
    ['a table that is missing', 'DROP TABLE cases;'],
    ['a table too many', `CREATE TABLE more (id TEXT); INSERT INTO more VALUES ('a');`],
  ])('finds %s, on either side, and shows the row', (_, sql) => {
    run(served, sql);
    const found = compareRows(served, fresh);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^table (cases|more): .*\{"id":"/);
    expect(compareRows(fresh, served)).toHaveLength(1);
  });

  it('finds a parked group', () => {
    run(served, `INSERT INTO parked VALUES ('patients');`);
    expect(compareRows(served, fresh)).toEqual(['1 groups of rows are parked']);
  });
});
