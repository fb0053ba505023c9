/** Collaborator Dashboard: what others share with a person or with an organisation they are a member of. Rules: product.md F2. */

import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../../read-store/index.js';
import type { CollaborationRow, ListPage } from '../answers.js';
import type { CollaborationSort, CollaborationsQuestion } from '../questions.js';
import { isTo, recipientsOf } from '../seeing.js';
import { inSnapshot, type Snapshot, type Source } from '../snapshot.js';
import { isOfAny, organisationsCalled, peopleCalled, practicesCalled, providersOf } from './called.js';
import {
  anyOf,
  type Condition,
  hasSearchedText,
  listConditions,
  markedOneOf,
  oneOf,
  searchedText,
} from './conditions.js';
import { countedGrants } from './counted-grants.js';
import { fittingIn } from './counting.js';
import { areMany, type Few, lookFor, readInOrder } from './narrowing.js';
import { pageOf, type Plan, planOf } from './page.js';
import { countUpTo, firstOf, readPage, sharedCases, toCollaborationRow, unreadOf } from './shared-cases.js';
import { type Walk, walked } from './walking.js';

const sortsBy = (unread: RawBuilder<number>): Readonly<Record<CollaborationSort, RawBuilder<string | number>>> => ({
  orderNumber: sql.ref('row.orderNumber'),
  patient: sql.ref('row.patientSort'),
  lastActivity: sql.ref('row.lastActivity'),
  status: sql.ref('row.statusRank'),
  category: sql.ref('row.categoryRank'),
  caseType: sql.ref('row.caseTypeRank'),
  practice: sql`coalesce("practice"."sortName", '')`,
  provider: sql`coalesce("person"."sortName", '')`,
  collaboratorStatus: sql.ref('row.collaboratorStatusRank'),
  unread,
});

const planFor = (recipient: string, question: CollaborationsQuestion): Plan =>
  planOf(question, sortsBy(unreadOf(recipient, question)), 'lastActivity', [
    { column: 'row.sharedPosition', kind: 'number' },
  ]);

export const collaborations = (
  { queries, dialect }: Source,
  question: CollaborationsQuestion,
): Promise<ListPage<CollaborationRow>> =>
  inSnapshot(queries, async (snapshot) => {
    const plan = planFor(question.viewer, question);
    const recipients = await recipientsOf(snapshot, question);
    const groups = await countedGrants(snapshot, question, recipients);
    const known = searchedText(question) === '' ? fittingIn(groups, question.filters ?? {}) : undefined;
    const searched = await searchedBy(snapshot, dialect, question, recipients);
    const parts = await Promise.all(
      recipients.map(async (recipient) => {
        const { ofRow, ofReader } = conditionsOn(recipient, question, searched);
        const looked =
          ofRow.length === 0 || areMany(known) ? undefined : await lookFor(snapshot, 'grants', isTo(recipient), ofRow);
        const conditions = [...ofRow, ...ofReader];
        const among = (few: Few | undefined) =>
          conditions.reduce(
            (query, condition) => query.where(condition),
            sharedCases(snapshot, dialect, question, recipient, few),
          );
        return {
          ...{ recipient, few: looked?.few, narrowed: conditions.length > 0 },
          ...{ fitting: among(looked?.few), counted: among(looked?.all) },
        };
      }),
    );
    const read = (plansFor: (recipient: string) => readonly Plan[]) => {
      const firsts = parts.flatMap((part) =>
        plansFor(part.recipient).map((some) => firstOf(snapshot, question, part, some)),
      );
      return readPage(snapshot, firsts, plan);
    };
    const { sort } = question;
    const isWalked = sort === 'practice' || sort === 'provider';
    const walk = (by: Walk['by']): Walk => ({
      ...{ table: 'grants', owner: 'recipientId', owners: recipients, by, of: question.filters ?? {} },
      narrowed: parts.some(({ narrowed }) => narrowed),
    });
    for (const { few } of parts) await readInOrder(snapshot, dialect, few);
    const rows =
      isWalked && parts.some(({ few }) => few === undefined)
        ? await walked(snapshot, walk(sort), plan, (plans) => read(() => plans))
        : await read((recipient) => [planFor(recipient, question)]);
    const toCount = parts.map((part) => part.counted);
    const counts = { groups, counted: known ?? (await countUpTo(snapshot, toCount)) };
    return pageOf(rows, plan, toCollaborationRow, (row) => [row.sortValue, row.sharedPosition], counts);
  });

/** Conditions of the grant alone, and those that need the mark of who reads. */
const conditionsOn = (
  recipient: string,
  question: CollaborationsQuestion,
  searched: readonly Condition[],
): { readonly ofRow: readonly Condition[]; readonly ofReader: readonly Condition[] } => {
  const { viewer, filters = {} } = question;
  const { unread: wanted, ...others } = filters;
  const unread = unreadOf(recipient, question);
  const ofRow = [
    ...listConditions(others, unread),
    ...(filters.providerId === undefined ? [] : [markedOneOf('provider', filters.providerId)]),
    ...searched,
  ];
  if (wanted === undefined) return { ofRow, ofReader: [] };
  const isWanted = listConditions({ unread: wanted }, unread);
  return recipient !== viewer ? { ofRow, ofReader: isWanted } : { ofRow: [...ofRow, ...isWanted], ofReader: [] };
};

/** By order number and patient, or by names of provider, practice and organisation. The grant's text lacks a hidden patient. */
const searchedBy = async (
  snapshot: Snapshot,
  dialect: Dialect,
  question: CollaborationsQuestion,
  recipients: readonly string[],
): Promise<readonly Condition[]> => {
  const text = searchedText(question);
  if (text === '') return [];
  const providers = await providersOf(snapshot, recipients);
  const people = await peopleCalled(snapshot, dialect, providers, text);
  const practices = await practicesCalled(snapshot, dialect, providers, text);
  const organisations = await organisationsCalled(snapshot, dialect, recipients, text);
  return [
    hasSearchedText,
    anyOf([
      dialect.contains('row.search', text),
      markedOneOf('provider', people),
      isOfAny(practices),
      ...oneOf(sql.ref('row.recipientId'), organisations),
    ]),
  ];
};
