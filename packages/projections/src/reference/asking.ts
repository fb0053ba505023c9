/** Questions to the lists, and what of an answer is compared with the oracle's. */

import type {
  CollaborationRow,
  CollaborationsQuestion,
  ListPage,
  OrderRow,
  OrdersQuestion,
  Queries,
} from '../queries/index.js';
import { PageFolder } from '../engine/page.js';
import { readModelFolds } from '../folds/index.js';
import type { ReadStoreWriter } from '../read-store/index.js';
import type { OracleRow } from './oracle/oracle.js';
import type { Raw } from './raw.js';

export const SORTS = [
  ...['orderNumber', 'patient', 'lastActivity', 'status', 'category', 'caseType', 'practice'],
  ...['collaboratorStatus', 'unread'],
];
export const VALUES = {
  status: ['action-needed', 'in-treatment', 'closed'],
  category: [
    ...['submission-incomplete', 'waiting-for-records', 'records-rejected', 'setup-awaiting-approval'],
    ...['setup-in-production', 'setup-being-changed', 'aligners-in-production', 'shipped', 'treatment-in-progress'],
    ...['on-hold', 'revision-requested', 'retainer-ordered', 'completed', 'cancelled', 'closed'],
  ],
  caseType: ['none', 'flex', 'mini', 'one', 'two', 'unlimited-3', 'unlimited-5', 'retainer-only'],
  collaboratorStatus: [
    'not-shared',
    'awaiting-setup',
    'evaluating-setup',
    'ready-for-approval',
    'approved',
    'archived',
  ],
  practiceId: ['anna-practice-1', 'anna-practice-2', 'luis-practice-1', 'luis-practice-3'],
};
export const TEXTS = [
  'k',
  'müller',
  'mu',
  'praxis',
  'planwell',
  'jonas',
  'ö',
  'Ängström',
  'ozawa',
  'anna',
  ', ',
  't1',
  '-1',
  'zz',
];

/** The parts of a row that both sides tell. */
const told = (row: OrderRow | CollaborationRow): Readonly<Record<string, unknown>> => ({
  ...row,
  collaboratorId: 'collaboratorId' in row ? row.collaboratorId : '',
  caseType: row.caseType ?? 'none',
  patient: row.patient === null || typeof row.patient.familyName !== 'string' ? '' : nameOf(row.patient),
  practice: row.practiceName ?? '',
  collaborators:
    'collaborators' in row ? row.collaborators.map(({ collaboratorId, status }) => `${collaboratorId}=${status}`) : [],
});

const nameOf = ({ familyName, givenName }: { familyName: unknown; givenName: unknown }): string =>
  `${String(familyName)}, ${String(givenName)}`;

const COMPARED = [
  ...['caseId', 'collaboratorId', 'orderNumber', 'lastActivity', 'status', 'category', 'caseType', 'practiceId'],
  ...['practice', 'collaboratorStatus', 'unread', 'patient', 'collaborators', 'providerId'],
];
export const compared = (row: Readonly<Record<string, unknown>>): unknown => COMPARED.map((name) => row[name]);

export const quickCounts = (rows: readonly OracleRow[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {
    all: rows.length,
    unread: rows.filter((row) => Number(row['unread']) > 0).length,
  };
  for (const row of rows) {
    for (const name of [String(row['status']), String(row['collaboratorStatus'])])
      counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

export const shownCounts = ({ counts }: ListPage<unknown>): Readonly<Record<string, number>> => {
  const each = Object.entries({ ...counts.status, ...counts.collaboratorStatus }).filter(([, count]) => count > 0);
  return { all: counts.all, unread: counts.unread, ...Object.fromEntries(each) };
};

export interface Question {
  readonly viewer: string;
  readonly now: string;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly search: string;
  readonly sort: string;
  readonly direction: string;
  readonly limit: number;
}
export type Ask = (question: Question & { readonly cursor?: string }) => Promise<ListPage<OrderRow | CollaborationRow>>;

/** All pages of a list, and the first one for its counts. */
export const allPages = async (
  ask: Ask,
  question: Question,
): Promise<{ rows: unknown[]; first: ListPage<unknown> }> => {
  const first = await ask(question);
  const rows: unknown[] = [...first.rows.map((row) => compared(told(row)))];
  let cursor = first.next;
  while (cursor !== undefined) {
    const page: ListPage<OrderRow | CollaborationRow> = await ask({ ...question, cursor });
    rows.push(...page.rows.map((row) => compared(told(row))));
    cursor = page.next;
  }
  return { rows, first };
};

const metadata = { actor: { id: 'setup', role: 'setup' }, commandId: 'none', causationId: '', correlationId: '' };

export const foldInto = async (writer: ReadStoreWriter, events: readonly Raw[]): Promise<void> => {
  const folder = await PageFolder.over(readModelFolds, writer);
  await folder.fold(events.map((event) => ({ ...event, kind: 'event', id: `event-${event.position}`, metadata })));
  await folder.commit();
};

/** Manage Orders for a provider, else the Collaborator Dashboard. */
export const askOf =
  (queries: Queries, isProvider: boolean): Ask =>
  (asked) =>
    isProvider
      ? queries.manageOrders(asked as unknown as OrdersQuestion)
      : queries.collaborations(asked as unknown as CollaborationsQuestion);
