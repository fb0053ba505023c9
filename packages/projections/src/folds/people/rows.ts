/** People, the roles they hold and the practices they run, as rows. Rules: product.md A1. */

import type { AuditScope, Instant, Language, PersonId, PracticeId, Role } from '@konsil/domain';
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

export interface PeopleTables {
  readonly people: PersonTableRow;
  readonly practices: PracticeTableRow;
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

export const peopleTables = { people, practices };
