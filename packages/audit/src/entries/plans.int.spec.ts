import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { annaId, caseId, luisId, patientId } from '@konsil/domain/testing';
import { openMemoryEventStore } from '@konsil/event-store';
import { createEngine, openSqliteReadStore, type ReadStore } from '@konsil/projections';
import type { KyselyPlugin } from 'kysely';
import { sql } from 'kysely';
import { auditFold, type AuditQuestion, createAuditQueries } from './index.js';

const moment = '2026-03-01T08:00:00.000Z';
const questions: readonly [string, AuditQuestion][] = [
  ['of a patient', { patientId }],
  ['of a case', { caseId }],
  ['of a person', { personId: luisId }],
  ['of a provider', { providerIds: [annaId] }],
  ['of a patient in a time', { patientId, from: moment, to: moment }],
  ['of a patient, newest first, behind a cursor', { patientId, direction: 'descending', cursor: '17' }],
];

describe('The audit trail', () => {
  let readStore: ReadStore;
  beforeAll(async () => {
    readStore = openSqliteReadStore({ file: ':memory:', folds: [auditFold] });
    const store = openMemoryEventStore({ clock: () => 0 });
    const codec = { encode: async () => [], decode: async () => [] };
    const stop = new AbortController();
    const engine = createEngine({ store, codec, readStore, folds: [auditFold] });
    const ended = engine.run(stop.signal);
    await engine.caughtUp;
    stop.abort();
    await ended;
  });
  afterAll(() => readStore.close());

  /** The same questions, each put to SQLite as `EXPLAIN QUERY PLAN`. */
  const planFor = async (question: AuditQuestion): Promise<readonly string[]> => {
    const plans: string[] = [];
    const explaining: KyselyPlugin = {
      transformQuery: ({ node }) =>
        node.kind === 'SelectQueryNode'
          ? { ...node, explain: { kind: 'ExplainNode', options: sql`query plan`.toOperationNode() } }
          : node,
      transformResult: async ({ result }) => {
        plans.push(...result.rows.map((row) => String(row['detail'])));
        return { ...result, rows: [] };
      },
    };
    await createAuditQueries({ queries: readStore.queries.withPlugin(explaining) }).auditEntries(question);
    return plans;
  };

  it.each(questions)('reads the entries %s by an index, and none of others', async (_, question) => {
    const plan = await planFor(question);
    expect(plan.join('\n')).toContain('USING INDEX auditEntries_');
    expect(plan.filter((line) => line.startsWith('SCAN'))).toEqual([]);
  });
});
