/** Rows and pages of the lists in the order of time. */

import type {
  CaseId,
  CollaboratorId,
  ConsentId,
  Instant,
  OrderNumber,
  Personal,
  ProviderId,
  RecipientId,
  TpsOrder,
} from '@konsil/domain';
import type * as read from '@konsil/projections';
import { CATEGORIES, COLLABORATOR_STATUSES } from '@konsil/projections';
import { Count, Flag, Id, Moment, OneOf, PersonalText, Shape, Text, Word } from '../openapi/index.js';
import { Page } from '../lists/pages.dto.js';
import { PatientName } from '../patients/answers.dto.js';
import { TPS_STATES } from './dto.js';

const ENTRY_POINTS = {
  submission: true,
  case: true,
  revision: true,
} as const satisfies Readonly<Record<read.TpsEntryPoint, true>>;

export class PlanningOrderRow implements read.TpsWorkRow {
  @Id()
  readonly caseId!: CaseId;

  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id({ description: 'The planning service' })
  readonly recipientId!: RecipientId;

  @Id()
  readonly providerId!: ProviderId;

  @PersonalText({ nullable: true })
  readonly providerName!: Personal<string> | null;

  @Text()
  readonly orderNumber!: OrderNumber;

  @Shape(PatientName, { nullable: true, description: '`null` where the case is shared pseudonymised' })
  readonly patient!: PatientName | null;

  @Word(CATEGORIES)
  readonly category!: read.Category;

  @Word(COLLABORATOR_STATUSES)
  readonly collaboratorStatus!: read.CollaboratorStatus;

  @Word(TPS_STATES)
  readonly state!: TpsOrder['state'];

  @Word(ENTRY_POINTS, { description: 'Where it was ordered' })
  readonly entryPoint!: read.TpsEntryPoint;

  @Moment()
  readonly orderedAt!: Instant;

  @Moment({ description: 'End of the tenth working day' })
  readonly dueAt!: Instant;

  @Flag({ description: 'Still ordered, and past its due time' })
  readonly overdue!: boolean;

  @Moment({ nullable: true, description: 'When it was completed or cancelled' })
  readonly endedAt!: Instant | null;
}

export class OverdueReviewRow implements read.OverdueReviewRow {
  @Id()
  readonly caseId!: CaseId;

  @Text()
  readonly orderNumber!: OrderNumber;

  @Shape(PatientName)
  readonly patient!: PatientName;

  @Id()
  readonly collaboratorId!: CollaboratorId;

  @PersonalText({ nullable: true })
  readonly collaboratorName!: Personal<string> | null;

  @Count()
  readonly setupVersion!: number;

  @Moment({ description: 'When the collaborator’s turn began' })
  readonly waitingSince!: Instant;

  @Moment()
  readonly dueAt!: Instant;

  @Flag({ description: 'You were told of it' })
  readonly escalated!: boolean;
}

class Due {
  @Moment()
  readonly at!: Instant;
}

class DueOfCollaborator extends Due {
  @Id()
  readonly collaboratorId!: CollaboratorId;

  @PersonalText({ nullable: true })
  readonly collaboratorName!: Personal<string> | null;
}

export class InvitationExpires extends DueOfCollaborator {
  @Word(['invitation-expires'])
  readonly what!: 'invitation-expires';
}

export class GrantEnds extends DueOfCollaborator {
  @Word(['grant-ends'])
  readonly what!: 'grant-ends';

  @Id()
  readonly caseId!: CaseId;

  @Text()
  readonly orderNumber!: OrderNumber;

  @Shape(PatientName)
  readonly patient!: PatientName;
}

/** Access stands on it that nothing else carries further. */
export class ConsentEnds extends Due {
  @Word(['consent-ends'])
  readonly what!: 'consent-ends';

  @Id()
  readonly consentId!: ConsentId;

  @Shape(PatientName)
  readonly patient!: PatientName;
}

export class PlanningOrderPage extends Page implements read.WorkPage<PlanningOrderRow> {
  @Shape(PlanningOrderRow, { many: true, description: 'What is due first comes first' })
  readonly rows!: readonly PlanningOrderRow[];
}

export class OverdueReviewPage extends Page implements read.WorkPage<OverdueReviewRow> {
  @Shape(OverdueReviewRow, { many: true, description: 'Who waits longest comes first' })
  readonly rows!: readonly OverdueReviewRow[];
}

export class DueTimePage extends Page implements read.WorkPage<read.DueRow> {
  @OneOf(
    'what',
    { 'invitation-expires': InvitationExpires, 'grant-ends': GrantEnds, 'consent-ends': ConsentEnds },
    { many: true, description: 'What ends first comes first' },
  )
  readonly rows!: readonly (InvitationExpires | GrantEnds | ConsentEnds)[];
}
