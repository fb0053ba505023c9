/** People, the roles they hold, the practices they run and what they chose, as rows. Rules: product.md A1, A4, A5. */

import type {
  AccountState,
  AuditScope,
  Instant,
  Language,
  PersonId,
  PracticeId,
  Role,
  SavedView,
  ViewId,
} from '@konsil/domain';
import type { ColumnsOf, Table } from '../../fold/index.js';

export interface PersonTableRow {
  readonly personId: PersonId;
  /** `null`: erased. */
  readonly name: string | null;
  /** What lists sort by and search in: see `text.ts`; empty where erased. */
  readonly sortName: string;
  readonly searchName: string;
  readonly language: Language;
  readonly registered: boolean;
  readonly roles: readonly Role[];
  readonly auditor: { readonly scope: AuditScope; readonly endsAt: Instant | null } | null;
  /** The account as its decisions have it: what the person chose is read from it and never worked out here (A4). */
  readonly account: AccountState;
}

export interface PracticeTableRow {
  readonly personId: PersonId;
  readonly practiceId: PracticeId;
  /** `null`: erased. */
  readonly name: string | null;
  readonly sortName: string;
  readonly searchName: string;
  /** A closed one takes no new cases. */
  readonly open: boolean;
}

/** A saved view, which belongs to the person alone (A5). */
export interface SavedViewRow {
  readonly personId: PersonId;
  readonly viewId: ViewId;
  /** `null`: erased. */
  readonly name: string | null;
  readonly view: SavedView;
  readonly savedAt: Instant;
}

export interface PeopleTables {
  readonly people: PersonTableRow;
  readonly practices: PracticeTableRow;
  readonly savedViews: SavedViewRow;
}

const people = {
  columns: {
    personId: { kind: 'text' },
    name: { kind: 'text', nullable: true },
    sortName: { kind: 'text' },
    searchName: { kind: 'text' },
    language: { kind: 'text' },
    registered: { kind: 'boolean' },
    roles: { kind: 'json' },
    auditor: { kind: 'json', nullable: true },
    account: { kind: 'json' },
  } satisfies ColumnsOf<PersonTableRow>,
  primaryKey: ['personId'],
} satisfies Table;

const practices = {
  columns: {
    personId: { kind: 'text' },
    practiceId: { kind: 'text' },
    name: { kind: 'text', nullable: true },
    sortName: { kind: 'text' },
    searchName: { kind: 'text' },
    open: { kind: 'boolean' },
  } satisfies ColumnsOf<PracticeTableRow>,
  primaryKey: ['personId', 'practiceId'],
} satisfies Table;

const savedViews = {
  columns: {
    personId: { kind: 'text' },
    viewId: { kind: 'text' },
    name: { kind: 'text', nullable: true },
    view: { kind: 'json' },
    savedAt: { kind: 'text' },
  } satisfies ColumnsOf<SavedViewRow>,
  primaryKey: ['personId', 'viewId'],
} satisfies Table;

export const peopleTables = { people, practices, savedViews };
