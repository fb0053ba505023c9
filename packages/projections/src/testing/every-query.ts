/** Every query, asked in every way that could give something away of Anna's secrets. */

import type { PersonId } from '@konsil/domain';
import {
  annaId,
  bulkCase,
  bulkId,
  caseId,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  meiId,
  orderNumber,
  patientId,
  pauloId,
  petraId,
  planWell,
  planWellId,
} from '@konsil/domain/testing';
import type { Asking, CollaborationSort, OrderSort, Queries } from '../queries/index.js';
import { draftId } from './secrets.js';

export interface AskedQuery {
  /** Who is told something by it; `nobody`: names for ids alone, and who may ask for which is the caller's to decide. */
  readonly tells: PersonId | 'nobody';
  readonly ask: (queries: Queries, asking: Asking) => Promise<unknown>;
}

const SEARCHED = [orderNumber, 'sommer', 'winter', 'ortega'];
const SORTS = ['patient', 'lastActivity'];
const FILTERS = [{ unread: true }] as const;
const CASES = [caseId, bulkCase(1), draftId];
const ENTRIES = [luis, jonas, planWell].map(({ collaboratorId }) => collaboratorId);
const EVERYBODY = [annaId, luisId, jonasId, meiId, petraId, pauloId];

interface Page {
  readonly next?: string;
}

/** Page after page of a single row each, with all that stands on them. */
const allPages = async (ask: (paging: { limit: number; cursor?: string }) => Promise<Page | undefined>) => {
  const pages = [await ask({ limit: 1 })];
  for (let cursor = pages[0]?.next; cursor !== undefined; cursor = pages.at(-1)?.next)
    pages.push(await ask({ limit: 1, cursor }));
  return pages;
};

const each = async <One>(ones: readonly One[], ask: (one: One) => Promise<unknown>): Promise<readonly unknown[]> => {
  const answers: unknown[] = [];
  for (const one of ones) answers.push(await ask(one));
  return answers;
};

const listQuestions = (ownSort: string) => [
  ...SEARCHED.map((search) => ({ search })),
  ...FILTERS.map((filters) => ({ filters })),
  ...[...SORTS, ownSort].map((sort) => ({ sort: sort as OrderSort & CollaborationSort })),
];

export const everyQuery: Readonly<Record<keyof Queries, AskedQuery>> = {
  manageOrders: {
    tells: annaId,
    ask: (queries, asking) =>
      each(listQuestions('collaborators'), (question) =>
        allPages((paging) => queries.manageOrders({ ...asking, ...question, ...paging })),
      ),
  },
  matchingOrders: {
    tells: annaId,
    ask: (queries, asking) =>
      each(['', ...SEARCHED], (search) => queries.matchingOrders({ ...asking, ...(search !== '' && { search }) })),
  },
  collaborations: {
    tells: luisId,
    ask: (queries, asking) =>
      each(listQuestions('provider'), (question) =>
        allPages((paging) => queries.collaborations({ ...asking, ...question, ...paging })),
      ),
  },
  accessOf: { tells: luisId, ask: (queries, asking) => each(CASES, (id) => queries.accessOf(asking, id)) },
  caseDetails: { tells: luisId, ask: (queries, asking) => each(CASES, (id) => queries.caseDetails(asking, id)) },
  drafts: { tells: jonasId, ask: (queries, asking) => queries.drafts(asking) },
  conversation: {
    tells: luisId,
    ask: (queries, asking) =>
      each(CASES, (id) => each(ENTRIES, (collaboratorId) => queries.conversation(asking, id, collaboratorId))),
  },
  roster: { tells: annaId, ask: (queries, { viewer, now }) => queries.roster(viewer, now) },
  invitationsOf: { tells: luisId, ask: (queries, { viewer, now }) => queries.invitationsOf(viewer, now) },
  patient: { tells: annaId, ask: (queries, { viewer }) => queries.patient(viewer, patientId) },
  patients: { tells: annaId, ask: (queries, { viewer }) => queries.patients(viewer) },
  people: { tells: 'nobody', ask: (queries) => queries.people(EVERYBODY) },
  organisations: { tells: 'nobody', ask: (queries) => queries.organisations([planWellId]) },
  organisationsOf: { tells: 'nobody', ask: (queries, { viewer }) => queries.organisationsOf(viewer) },
  practices: { tells: 'nobody', ask: (queries) => queries.practices(annaId) },
  preferences: { tells: annaId, ask: (queries, { viewer }) => queries.preferences(viewer) },
  savedViews: { tells: annaId, ask: (queries, { viewer }) => queries.savedViews(viewer) },
  tpsWork: {
    tells: petraId,
    ask: (queries, asking) =>
      each([{}, { states: ['ordered', 'completed', 'cancelled'] as const }], (question) =>
        allPages((paging) => queries.tpsWork({ ...asking, ...question, ...paging })),
      ),
  },
  overdueReviews: {
    tells: annaId,
    ask: (queries, asking) => allPages((paging) => queries.overdueReviews({ ...asking, days: 0, ...paging })),
  },
  dueTimes: {
    tells: annaId,
    ask: (queries, asking) => allPages((paging) => queries.dueTimes({ ...asking, until: inDays(900), ...paging })),
  },
  bulkActs: {
    tells: annaId,
    ask: (queries, { viewer }) => allPages((paging) => queries.bulkActs(viewer, paging)),
  },
  bulkAct: { tells: annaId, ask: (queries, { viewer }) => queries.bulkAct(viewer, bulkId) },
  bulkCases: {
    tells: annaId,
    ask: (queries, { viewer }) => allPages((paging) => queries.bulkCases(viewer, bulkId, paging)),
  },
};

/** What each query answers to the person. */
export const askEverything = async (
  queries: Queries,
  asking: Asking,
): Promise<Readonly<Record<keyof Queries, unknown>>> => {
  const answers: Partial<Record<keyof Queries, unknown>> = {};
  for (const [name, { ask }] of Object.entries(everyQuery) as [keyof Queries, AskedQuery][])
    answers[name] = await ask(queries, asking);
  return answers as Record<keyof Queries, unknown>;
};
