/** Orders, shipments, records, hold, end and pen of a case, and what planning services were asked for. */

import type {
  AnyOrderKind,
  Charge,
  CollaboratorId,
  Ending,
  OrderNumber,
  PenHolder,
  Personal,
  RecordItem,
} from '@konsil/domain';
import type * as read from '@konsil/projections';
import { Count, Flag, Id, Moment, PersonalText, Text, Word } from '../openapi/index.js';

const ORDER_KINDS = {
  aligner: true,
  retainer: true,
  revision: true,
  replacement: true,
} as const satisfies Readonly<Record<AnyOrderKind, true>>;

const CHARGES = { included: true, paid: true } as const satisfies Readonly<Record<Charge, true>>;

const RECORDS = {
  waiting: true,
  rejected: true,
  complete: true,
} as const satisfies Readonly<Record<read.RecordsState['state'], true>>;

const ITEMS = {
  impressions: true,
  'intraoral-scan': true,
  photos: true,
  'x-rays': true,
  prescription: true,
} as const satisfies Readonly<Record<RecordItem, true>>;

const ENDINGS = { completed: true, cancelled: true, closed: true } as const satisfies Readonly<Record<Ending, true>>;

const PLANNING = {
  ordered: true,
  completed: true,
  cancelled: true,
} as const satisfies Readonly<Record<read.PlannedBy['state'], true>>;

const ENTRY_POINTS = {
  submission: true,
  case: true,
  revision: true,
} as const satisfies Readonly<Record<read.TpsEntryPoint, true>>;

type Pen<Of extends PenHolder['of']> = Extract<PenHolder, { readonly of: Of }>;

export class PlacedOrder implements read.PlacedOrder {
  @Text()
  readonly orderNumber!: OrderNumber;

  @Word(ORDER_KINDS)
  readonly kind!: AnyOrderKind;

  @Moment()
  readonly orderedAt!: string;

  @Id({ nullable: true, description: 'The collaborator who ordered, where the viewer may know it' })
  readonly through!: CollaboratorId | null;

  @Word(CHARGES, { nullable: true, description: '`null`: nothing is charged apart, or it is not for the viewer' })
  readonly charge!: Charge | null;

  @Flag({ description: 'Nothing of it follows' })
  readonly shipped!: boolean;
}

export class Shipment implements read.Shipment {
  @Text()
  readonly orderNumber!: OrderNumber;

  @Count({ description: '1 for the first shipment of the order' })
  readonly phase!: number;

  @Flag({ description: 'Nothing of the order follows' })
  readonly last!: boolean;

  @Moment()
  readonly shippedAt!: string;
}

export class RecordsState implements read.RecordsState {
  @Word(RECORDS)
  readonly state!: read.RecordsState['state'];

  @Word(ITEMS, { many: true, description: 'What was asked for or rejected last' })
  readonly items!: readonly RecordItem[];

  @PersonalText({ nullable: true })
  readonly reason!: Personal<string> | null;

  @Moment()
  readonly at!: string;
}

export class Hold implements read.Hold {
  @Moment()
  readonly since!: string;

  @PersonalText({ nullable: true })
  readonly reason!: Personal<string> | null;
}

export class CaseEnd implements read.CaseEnd {
  @Word(ENDINGS)
  readonly how!: Ending;

  @Moment()
  readonly at!: string;

  @PersonalText({ nullable: true })
  readonly reason!: Personal<string> | null;
}

export class PlannedBy implements read.PlannedBy {
  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Word(PLANNING)
  readonly state!: read.PlannedBy['state'];

  @Word(ENTRY_POINTS)
  readonly entryPoint!: read.TpsEntryPoint;

  @Moment()
  readonly orderedAt!: string;

  @Moment({ description: 'End of the tenth working day' })
  readonly dueAt!: string;

  @Moment({ nullable: true })
  readonly endedAt!: string | null;
}

export class PenOfProvider implements Pen<'provider'> {
  @Word({ provider: true })
  readonly of!: 'provider';
}

export class PenOfLab implements Pen<'lab'> {
  @Word({ lab: true })
  readonly of!: 'lab';
}

export class PenOfCollaborator implements Pen<'collaborator'> {
  @Word({ collaborator: true })
  readonly of!: 'collaborator';

  @Id()
  readonly collaboratorId!: CollaboratorId;
}

export const PENS = { provider: PenOfProvider, lab: PenOfLab, collaborator: PenOfCollaborator } as const;
export type AnyPen = PenOfProvider | PenOfLab | PenOfCollaborator;
