/** The page of one case. */

import type { CollaboratorId, OrderKind, Personal, PersonId } from '@konsil/domain';
import type * as read from '@konsil/projections';
import { CaseCollaborator, CaseRow } from '../lists/rows.dto.js';
import { Flag, Id, Moment, OneOf, PersonalText, Place, Shape, Word } from '../openapi/index.js';
import { ORDER_KINDS } from '../orders/dto.js';
import { PatientName } from '../patients/answers.dto.js';
import { VERDICTS } from '../reviews/dto.js';
import { type AnyEnd, type AnyRelation, type AnyReviewRule, ENDS, RELATIONS, REVIEW_RULES } from './relations.dto.js';

const SETUP_STATES = { open: true, declined: true, approved: true, superseded: true } as const;

export class SetupVerdict implements read.SetupVerdict {
  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id()
  readonly personId!: PersonId;

  @Word(VERDICTS)
  readonly verdict!: (typeof VERDICTS)[number];

  @Moment()
  readonly at!: string;

  @Flag({ description: 'The provider has sent it back to this collaborator since' })
  readonly sentBack!: boolean;
}

export class Setup implements read.SetupRow {
  @Place()
  readonly version!: number;

  @Word(SETUP_STATES)
  readonly state!: read.SetupState;

  @Moment()
  readonly readyAt!: string;

  @PersonalText({ nullable: true })
  readonly viewerUrl!: Personal<string> | null;

  @Shape(SetupVerdict, { many: true })
  readonly verdicts!: readonly SetupVerdict[];
}

export class CaseShare extends CaseCollaborator {
  @Flag({ description: 'Without who the patient is' })
  readonly pseudonymised!: boolean;

  @OneOf('on', ENDS, { nullable: true })
  readonly ends!: AnyEnd | null;

  @Moment()
  readonly sharedAt!: string;
}

export class CaseDetails extends CaseRow implements read.CaseDetails {
  @OneOf('as', RELATIONS, { description: 'As what the viewer sees it' })
  readonly relation!: AnyRelation;

  @Word(ORDER_KINDS)
  readonly kind!: OrderKind;

  @Moment()
  readonly submittedAt!: string;

  @PersonalText({ nullable: true })
  readonly providerName!: Personal<string> | null;

  @Shape(PatientName, { nullable: true, description: '`null` where the case is shared pseudonymised' })
  readonly patient!: PatientName | null;

  @OneOf('rule', REVIEW_RULES)
  readonly reviewRule!: AnyReviewRule;

  @Shape(Setup, { many: true })
  readonly setups!: readonly Setup[];

  @Shape(CaseShare, { many: true, description: 'A collaborator sees their own entry alone, the lab none' })
  readonly collaborators!: readonly CaseShare[];

  @Place({ description: "Of the case's stream, as in `ETag`" })
  readonly revision!: number;
}
