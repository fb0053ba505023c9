/** The page of one case. */

import type { CollaboratorId, OrderKind, Personal, PersonId } from '@konsil/domain';
import type * as read from '@konsil/projections';
import { CaseCollaborator, CaseRow } from '../lists/rows.dto.js';
import { Message } from '../conversations/answers.dto.js';
import { Flag, Id, Moment, OneOf, PersonalText, Place, Shape, Word } from '../openapi/index.js';
import { ORDER_KINDS } from '../orders/dto.js';
import { PatientName } from '../patients/answers.dto.js';
import { VERDICTS } from '../reviews/dto.js';
import { type AnyPen, CaseEnd, Hold, PENS, PlacedOrder, PlannedBy, RecordsState, Shipment } from './life.dto.js';
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

  @Moment({ nullable: true, description: '`null`: a draft' })
  readonly submittedAt!: string | null;

  @PersonalText({ nullable: true })
  readonly providerName!: Personal<string> | null;

  @Shape(PatientName, { nullable: true, description: '`null` where the case is shared pseudonymised' })
  readonly patient!: PatientName | null;

  @OneOf('rule', REVIEW_RULES, { nullable: true, description: '`null`: a draft' })
  readonly reviewRule!: AnyReviewRule | null;

  @Shape(PlacedOrder, { many: true, description: 'Oldest first' })
  readonly orders!: readonly PlacedOrder[];

  @Shape(Setup, { many: true })
  readonly setups!: readonly Setup[];

  @Shape(Message, {
    many: true,
    description: 'What declines and revisions ask the lab to change: the newest 20 that the viewer may read',
  })
  readonly changesAsked!: readonly Message[];

  @Shape(Shipment, { many: true })
  readonly shipments!: readonly Shipment[];

  @Moment({ nullable: true, description: 'Until when the case type is valid; `null`: not begun, or without an end' })
  readonly caseTypeEndsAt!: string | null;

  @Shape(RecordsState, { nullable: true, description: '`null`: nothing was asked for' })
  readonly records!: RecordsState | null;

  @Shape(Hold, { nullable: true, description: '`null`: the case is not on hold' })
  readonly hold!: Hold | null;

  @Shape(CaseEnd, { nullable: true, description: '`null`: the case goes on' })
  readonly end!: CaseEnd | null;

  @OneOf('of', PENS, { nullable: true, description: "Whose turn it is to change the plan; `null`: anybody's" })
  readonly pen!: AnyPen | null;

  @Shape(PlannedBy, { many: true, description: 'A planning service sees its own order alone, the lab none' })
  readonly planning!: readonly PlannedBy[];

  @Shape(CaseShare, { many: true, description: 'A collaborator sees their own entry alone, the lab none' })
  readonly collaborators!: readonly CaseShare[];

  @Place({ description: "Of the case's stream, as in `ETag`" })
  readonly revision!: number;
}
