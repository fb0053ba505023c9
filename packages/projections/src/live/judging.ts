/** What of the changes a reader may know, judged when they are told and by the rows of that moment. Rules: product.md F6, G2, G3. */

import type { CaseId, PersonId } from '@konsil/domain';
import { sql } from 'kysely';
import type { Table } from '../fold/index.js';
import { patientTables } from '../folds/patients/tables.js';
import { anyOf, oneOf } from '../queries/lists/conditions.js';
import { rowsAmong } from '../queries/lists/narrowing.js';
import type { Asking } from '../queries/questions.js';
import { recipientsOf, speaksFor, visibleGrantsTo } from '../queries/seeing.js';
import { inSnapshot, type Snapshot, type Source } from '../queries/snapshot.js';
import type { Dialect, StoreTables } from '../read-store/index.js';
import type { GrantTold, LiveList, Pending } from './pending.js';

const { primaryKey, columns }: Table = patientTables.grants;

/** Ids alone: who gets it reads anew what they may see. */
export interface LiveNote {
  /** Lists of the reader that are no longer what they were. */
  readonly lists: readonly LiveList[];
  /** Cases among them that have changed and that the reader sees. */
  readonly cases: readonly CaseId[];
  /** More cases have changed than are named. */
  readonly more: boolean;
}

export interface Judged {
  /** Absent where nothing is told. */
  readonly note?: LiveNote;
  /** Whom the reader speaks for from now on. */
  readonly recipients: readonly string[];
}

/** Whom the viewer speaks for. */
export const recipientsNow = ({ queries }: Source, viewer: PersonId): Promise<readonly string[]> =>
  inSnapshot(queries, (snapshot) => recipientsOf(snapshot, { viewer }));

export const judge = ({ queries, dialect }: Source, asking: Asking, pending: Pending): Promise<Judged> =>
  inSnapshot(queries, async (snapshot) => {
    const recipients = await recipientsOf(snapshot, asking);
    const seen = await seenAmong(snapshot, dialect, asking, pending.grants);
    const isTold =
      seen.length > 0 ||
      (await wereSeen(snapshot, dialect, asking, pending.before)) ||
      (await relyOn(snapshot, recipients, pending.providers));
    const lists = new Set<LiveList>([...pending.lists, ...(isTold ? (['collaborations'] as const) : [])]);
    if (lists.size === 0) return { recipients };
    const cases = [...new Set([...pending.cases, ...seen])];
    return { recipients, note: { lists: [...lists], cases, more: pending.more } };
  });

/** The cases of those grants by which the reader sees them now. */
const seenAmong = async (
  snapshot: Snapshot,
  dialect: Dialect,
  asking: Asking,
  grants: readonly GrantTold[],
): Promise<readonly CaseId[]> => {
  if (grants.length === 0) return [];
  const keys = grants.map((row) => primaryKey.map((name) => String(row[name])));
  const rows = await visibleGrantsTo(
    snapshot,
    asking,
    speaksFor('row.recipientId', asking),
    rowsAmong(dialect, 'grants', keys),
  )
    .select('row.caseId')
    .distinct()
    .execute();
  return rows.map(({ caseId }) => caseId);
};

/** By the columns of the table: what is handed over as text is compared as what it is. */
const isText = (name: string): boolean => columns[name]?.kind === 'text';

/** Whether the reader saw any of them as they were, so that a list of theirs has lost it. */
const wereSeen = async (
  snapshot: Snapshot,
  dialect: Dialect,
  asking: Asking,
  before: readonly GrantTold[],
): Promise<boolean> => {
  const names = Object.keys(before[0] ?? {});
  if (names.length === 0) return false;
  const typed = names.map((name) => {
    const cell = sql.ref(`as.${name}`);
    return isText(name) ? cell : sql`cast(${cell} as integer) as ${sql.ref(name)}`;
  });
  const given = dialect.rowsOf(
    names,
    before.map((row) => names.map((name) => String(row[name]))),
  );
  const rows = sql<StoreTables['grants']>`(select ${sql.join(typed)} from ${given} as "as")`.as<'row'>(sql.ref('row'));
  const found = await visibleGrantsTo(snapshot, asking, speaksFor('row.recipientId', asking), rows)
    .select('row.caseId')
    .limit(1)
    .execute();
  return found.length > 0;
};

/** Whether the reader, or whom they speak for, is an active collaborator of any of the providers. */
const relyOn = async (
  snapshot: Snapshot,
  recipients: readonly string[],
  providers: ReadonlySet<string>,
): Promise<boolean> => {
  if (providers.size === 0) return false;
  const found = await snapshot
    .selectFrom('rosterEntries')
    .select('providerId')
    .where(anyOf(oneOf(sql.ref('recipientId'), recipients)))
    .where(anyOf(oneOf(sql.ref('providerId'), [...providers])))
    .where('active', '=', 1)
    .limit(1)
    .execute();
  return found.length > 0;
};
