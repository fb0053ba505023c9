/** Previews of acts on many cases, where each act stands, and what became of each case. */

import type {
  BulkId,
  BulkOutcome,
  CaseId,
  CollaboratorId,
  Instant,
  OrderNumber,
  Personal,
  PreviewedCase,
  Purpose,
  UndoOutcome,
} from '@konsil/domain';
import type * as read from '@konsil/projections';
import { type AnyEnd, ENDS } from '../cases/relations.dto.js';
import { Count, Counts, Flag, Id, Moment, OneOf, PersonalText, Shape, Text, Word } from '../openapi/index.js';
import { Page } from '../lists/pages.dto.js';
import { PatientName } from '../patients/answers.dto.js';
import { PURPOSES } from '../patients/dto.js';
import { BULK_OUTCOMES } from './dto.js';

type PreviewAnswer = PreviewedCase['answer'];
const WOULD_BECOME = {
  'will-share': true,
  'already-shared': true,
  refused: true,
} as const satisfies Readonly<Record<PreviewAnswer, true>>;
const PREVIEW_ANSWERS = Object.keys(WOULD_BECOME) as readonly PreviewAnswer[];

const STATUSES = {
  sharing: true,
  completed: true,
  undoing: true,
  undone: true,
} as const satisfies Readonly<Record<read.BulkAct['status'], true>>;

const OF_UNDO = { restored: true, 'changed-since': true } as const satisfies Readonly<Record<UndoOutcome, true>>;
const UNDO_OUTCOMES = Object.keys(OF_UNDO) as readonly UndoOutcome[];

export class BulkPreviewCase {
  @Id()
  readonly caseId!: CaseId;

  @Text({ nullable: true, description: 'The newest one; `null`: there is no such case of yours' })
  readonly orderNumber!: OrderNumber | null;

  @Word(PREVIEW_ANSWERS)
  readonly answer!: PreviewAnswer;

  @Text({ nullable: true, description: 'Of the refusal' })
  readonly code!: string | null;
}

export class BulkPreview extends Page {
  @Shape(BulkPreviewCase, { many: true, description: 'In the order of their ids' })
  readonly cases!: readonly BulkPreviewCase[];

  @Counts(PREVIEW_ANSWERS)
  readonly counts!: Readonly<Record<PreviewAnswer, number>>;

  @Count({ description: 'Cases on all pages' })
  readonly total!: number;

  @Flag({ description: 'More cases fit than one act takes; they are on no page' })
  readonly more!: boolean;
}

export class BulkAct implements read.BulkAct {
  @Id()
  readonly bulkId!: BulkId;

  @Id()
  readonly collaboratorId!: CollaboratorId;

  @PersonalText({ nullable: true })
  readonly collaboratorName!: Personal<string> | null;

  @Word(PURPOSES, { nullable: true, description: '`null`: as for a single share' })
  readonly purpose!: Purpose | null;

  @OneOf('on', ENDS, { nullable: true })
  readonly ends!: AnyEnd | null;

  @Flag()
  readonly pseudonymised!: boolean;

  @Word(STATUSES)
  readonly status!: read.BulkAct['status'];

  @Count({ description: 'How many cases the act is on' })
  readonly cases!: number;

  @Counts(BULK_OUTCOMES)
  readonly counts!: Readonly<Record<BulkOutcome, number>>;

  @Counts(UNDO_OUTCOMES)
  readonly undoCounts!: Readonly<Record<UndoOutcome, number>>;

  @Moment()
  readonly startedAt!: Instant;

  @Moment({ nullable: true })
  readonly completedAt!: Instant | null;

  @Moment({ nullable: true })
  readonly undoStartedAt!: Instant | null;

  @Moment({ nullable: true })
  readonly undoneAt!: Instant | null;
}

export class BulkCase implements read.BulkCase {
  @Id()
  readonly caseId!: CaseId;

  @Text({ nullable: true, description: '`null`: there is no such case of yours' })
  readonly orderNumber!: OrderNumber | null;

  @Shape(PatientName, { nullable: true })
  readonly patient!: PatientName | null;

  @Word(BULK_OUTCOMES, { nullable: true, description: '`null`: it has not had its turn yet' })
  readonly outcome!: BulkOutcome | null;

  @Text({ nullable: true, description: 'Of the refusal' })
  readonly code!: string | null;

  @Word(UNDO_OUTCOMES, { nullable: true, description: '`null`: not undone, or not yet' })
  readonly undo!: UndoOutcome | null;
}

export class BulkActPage extends Page implements read.WorkPage<BulkAct> {
  @Shape(BulkAct, { many: true, description: 'Newest first' })
  readonly rows!: readonly BulkAct[];
}

export class BulkCasePage extends Page implements read.WorkPage<BulkCase> {
  @Shape(BulkCase, { many: true, description: 'In the order of their ids' })
  readonly rows!: readonly BulkCase[];
}

export class BulkShareMade {
  @Id()
  readonly bulkId!: BulkId;
}
