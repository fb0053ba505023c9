/** The tables of the main fold, as data. Every primary key begins with the patient, so that a group is one range. */

import type { ColumnsOf, Index, Table } from '../../fold/index.js';
import { pageTables } from './pages/rows.js';
import type {
  CaseTableRow,
  ConsentEndRow,
  ConversationTableRow,
  GrantTableRow,
  Listed,
  PatientTableRow,
  ReadingMarkRow,
} from './rows.js';

const text = { kind: 'text' } as const;
const integer = { kind: 'integer' } as const;
const json = { kind: 'json' } as const;
const boolean = { kind: 'boolean' } as const;
const optionalText = { kind: 'text', nullable: true } as const;

const patients = {
  columns: {
    patientId: text,
    providerId: text,
    givenName: optionalText,
    familyName: optionalText,
    birthDate: optionalText,
    sortName: text,
    consents: json,
    withdrawals: json,
    consentFacts: json,
    revision: integer,
  } satisfies ColumnsOf<PatientTableRow>,
  primaryKey: ['patientId'],
  indexes: [{ columns: ['providerId', 'sortName'] }],
} satisfies Table;

const listed = {
  providerId: text,
  practiceId: text,
  practiceMark: integer,
  orderNumber: text,
  lastActivity: text,
  status: text,
  statusRank: integer,
  category: text,
  categoryRank: integer,
  caseType: optionalText,
  caseTypeRank: integer,
  collaboratorStatus: text,
  collaboratorStatusRank: integer,
  patientSort: text,
  search: text,
  unread: integer,
} satisfies ColumnsOf<Listed>;

/** What both lists are filtered by. */
const FILTERED = ['statusRank', 'categoryRank', 'caseTypeRank', 'collaboratorStatusRank', 'unread', 'practiceMark'];

/**
 * For each sort of a list an index in whose order its first page is read, the ties included. What a filter leaves may stand
 * at the end of it: what stands before is left out by the index alone.
 */
const sortedBy = (
  owner: string,
  columns: readonly string[],
  ties: readonly string[],
  filtered: readonly string[],
): readonly Index[] =>
  columns.map((column) => ({
    columns: [owner, column, ...ties],
    filters: filtered.filter((name) => name !== column),
  }));

const cases = {
  columns: {
    patientId: text,
    caseId: text,
    ...listed,
    begunAt: text,
    begunPosition: integer,
    submittedAt: optionalText,
    draftedThrough: optionalText,
    collaborators: integer,
    sharedMask: integer,
    toAll: json,
    revision: integer,
  } satisfies ColumnsOf<CaseTableRow>,
  primaryKey: ['patientId', 'caseId'],
  numbered: true,
  indexes: [
    { columns: ['caseId'] },
    ...sortedBy(
      'providerId',
      [
        ...['orderNumber', 'patientSort', 'lastActivity', 'statusRank', 'categoryRank', 'caseTypeRank', 'practiceId'],
        ...['collaborators', 'collaboratorStatusRank', 'unread'],
      ],
      ['begunPosition'],
      [...FILTERED, 'sharedMask'],
    ),
    // Searched from this index alone.
    { columns: ['providerId', 'search'], filters: ['practiceMark', 'sharedMask'] },
    { columns: ['draftedThrough'] },
  ],
  searched: 'search',
  tells: { whom: ['providerId'], columns: ['caseId'] },
  counters: { orderCounts: { by: ['providerId', 'status', 'collaboratorStatus'], whether: ['unread'] } },
} satisfies Table;

const grants = {
  columns: {
    patientId: text,
    caseId: text,
    collaboratorId: text,
    ...listed,
    providerMark: integer,
    recipientId: text,
    recipientKind: text,
    purpose: text,
    sharedAt: text,
    sharedPosition: integer,
    ends: { kind: 'json', nullable: true },
    endsAt: text,
    pseudonymised: boolean,
    blocked: boolean,
    coveredUntil: text,
    turnSince: text,
    awaitedSince: optionalText,
  } satisfies ColumnsOf<GrantTableRow>,
  primaryKey: ['patientId', 'caseId', 'collaboratorId'],
  numbered: true,
  indexes: [
    ...sortedBy(
      'recipientId',
      [
        ...['orderNumber', 'patientSort', 'lastActivity', 'statusRank', 'categoryRank', 'caseTypeRank'],
        ...['collaboratorStatusRank', 'unread', 'practiceId', 'providerId'],
      ],
      ['sharedPosition'],
      [...FILTERED, 'providerMark'],
    ),
    // Searched from this index alone.
    { columns: ['recipientId', 'search'], filters: ['providerMark', 'practiceMark'] },
    // What is shared with an entry that was removed.
    { columns: ['collaboratorId'] },
    // What has ended by date, or ends soon, is found without looking at the rest.
    { columns: ['endsAt', 'providerId'] },
    { columns: ['awaitedSince', 'providerId'] },
  ],
  searched: 'search',
  tells: {
    whom: ['recipientId'],
    columns: [
      ...['patientId', 'caseId', 'collaboratorId', 'providerId', 'recipientId', 'recipientKind'],
      ...['blocked', 'coveredUntil', 'endsAt'],
    ],
    judged: ['blocked', 'coveredUntil', 'endsAt'],
  },
  counters: {
    grantCounts: {
      by: ['recipientId', 'providerId', 'collaboratorId', 'recipientKind', 'blocked', 'status', 'collaboratorStatus'],
      whether: ['coveredUntil', 'unread'],
    },
  },
} satisfies Table;

const consentEnds = {
  columns: {
    patientId: text,
    consentId: text,
    providerId: text,
    validUntil: text,
  } satisfies ColumnsOf<ConsentEndRow>,
  primaryKey: ['patientId', 'consentId'],
  indexes: [{ columns: ['providerId', 'validUntil'] }],
} satisfies Table;

const conversations = {
  columns: {
    patientId: text,
    caseId: text,
    collaboratorId: text,
    fromProvider: json,
    fromCollaborator: json,
  } satisfies ColumnsOf<ConversationTableRow>,
  primaryKey: ['patientId', 'caseId', 'collaboratorId'],
} satisfies Table;

const readingMarks = {
  columns: {
    patientId: text,
    caseId: text,
    collaboratorId: text,
    readerId: text,
    upTo: integer,
    unread: integer,
  } satisfies ColumnsOf<ReadingMarkRow>,
  primaryKey: ['patientId', 'caseId', 'collaboratorId', 'readerId'],
} satisfies Table;

export const patientTables = { patients, cases, ...pageTables, grants, consentEnds, conversations, readingMarks };
