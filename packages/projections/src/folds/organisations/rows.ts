/** Organisations and their members as rows. Rules: product.md B8. */

import type { OrganisationId, OrganisationKind, PersonId } from '@konsil/domain';
import type { ColumnsOf, Table } from '../../fold/index.js';

export interface OrganisationTableRow {
  readonly organisationId: OrganisationId;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly searchName: string;
}

export interface OrganisationMemberRow {
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
}

export interface OrganisationTables {
  readonly organisations: OrganisationTableRow;
  readonly organisationMembers: OrganisationMemberRow;
}

const organisations = {
  columns: {
    organisationId: { kind: 'text' },
    kind: { kind: 'text' },
    name: { kind: 'text' },
    searchName: { kind: 'text' },
  } satisfies ColumnsOf<OrganisationTableRow>,
  primaryKey: ['organisationId'],
} satisfies Table;

const organisationMembers = {
  columns: { organisationId: { kind: 'text' }, personId: { kind: 'text' } } satisfies ColumnsOf<OrganisationMemberRow>,
  primaryKey: ['organisationId', 'personId'],
  indexes: [{ columns: ['personId'] }],
  tells: { whom: ['personId'], columns: ['personId'] },
} satisfies Table;

export const organisationTables = { organisations, organisationMembers };
