import { expect, it } from '@jest/globals';
import { readModelFolds } from '../folds/index.js';
import { createIndexes } from './sql.js';

it('gives every table and index a name of its own within what PostgreSQL tells apart', () => {
  const indexes = createIndexes(readModelFolds).map((statement) => statement.split('"')[1] ?? '');
  const names = [...indexes, ...readModelFolds.flatMap((fold) => Object.keys(fold.tables))];
  expect(names.filter((name) => Buffer.byteLength(name) > 63)).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
