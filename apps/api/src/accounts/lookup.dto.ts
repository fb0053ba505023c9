import type { Personal, PersonId } from '@konsil/domain';
import { Flag, Id, PersonalText, Shape } from '../openapi/index.js';

/** Who somebody is whose exact e-mail address is known. */
export class KnownPerson {
  @Id()
  readonly personId!: PersonId;

  @PersonalText()
  readonly name!: Personal<string>;

  @Flag({ description: 'Runs a practice' })
  readonly isProvider!: boolean;
}

export class PersonFound {
  @Flag()
  readonly found!: boolean;

  @Shape(KnownPerson, { optional: true })
  readonly person?: KnownPerson;
}
