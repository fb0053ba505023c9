import type { OrganisationId, OrganisationKind, PersonId } from '@konsil/domain';
import type { OrganisationRow } from '@konsil/projections';
import { Id, Text, Word } from '../openapi/index.js';
import { ORGANISATION_KINDS } from './dto.js';

/** A planning service or a lab, and who works for it. */
export class Organisation implements OrganisationRow {
  @Id()
  readonly organisationId!: OrganisationId;

  @Word(ORGANISATION_KINDS)
  readonly kind!: OrganisationKind;

  @Text()
  readonly name!: string;

  @Id({ many: true })
  readonly members!: readonly PersonId[];
}

export class OrganisationMade {
  @Id()
  readonly organisationId!: OrganisationId;
}
