/** What is answered about people and practices. */

import type { AuditScope, Language, Personal, PersonId, PracticeId, ProviderId, Role } from '@konsil/domain';
import type * as read from '@konsil/projections';
import { Flag, Id, Moment, OneOf, PersonalText, Shape, Text, Word } from '../openapi/index.js';
import { Organisation } from '../organisations/answers.dto.js';
import { LANGUAGES, ROLES } from './dto.js';

type Scope<Of extends AuditScope['of']> = Extract<AuditScope, { readonly of: Of }>;

export class EverythingScope implements Scope<'everything'> {
  @Word({ everything: true })
  readonly of!: 'everything';
}

export class ProvidersScope implements Scope<'providers'> {
  @Word({ providers: true })
  readonly of!: 'providers';

  @Id({ many: true })
  readonly providerIds!: readonly ProviderId[];
}

export class AuditAppointment implements NonNullable<read.PersonRow['auditor']> {
  @OneOf('of', { everything: EverythingScope, providers: ProvidersScope })
  readonly scope!: EverythingScope | ProvidersScope;

  @Moment({ nullable: true })
  readonly endsAt!: string | null;
}

export class Practice implements read.PracticeRow {
  @Id()
  readonly practiceId!: PracticeId;

  @Id()
  readonly providerId!: ProviderId;

  @PersonalText()
  readonly name!: Personal<string>;
}

export class Me implements read.PersonRow {
  @Id()
  readonly personId!: PersonId;

  @PersonalText()
  readonly name!: Personal<string>;

  @Word(LANGUAGES)
  readonly language!: Language;

  @Flag({ description: 'The registration is complete' })
  readonly registered!: boolean;

  @Word(ROLES, { many: true })
  readonly roles!: readonly Role[];

  @Flag({ description: 'Runs a practice' })
  readonly provider!: boolean;

  @Shape(AuditAppointment, { nullable: true })
  readonly auditor!: AuditAppointment | null;

  @Shape(Practice, { many: true })
  readonly practices!: readonly Practice[];

  @Shape(Organisation, { many: true, description: 'For which this person works' })
  readonly organisations!: readonly Organisation[];
}

export class PersonMade {
  @Id()
  readonly personId!: PersonId;
}

export class PracticeMade {
  @Id()
  readonly practiceId!: PracticeId;
}

export class RegistrationLink {
  @Text({ description: 'Address of the page on which the person chooses a password; works once' })
  readonly link!: string;
}
