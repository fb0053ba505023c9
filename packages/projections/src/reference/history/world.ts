/** What a random history has to know of itself, so that it stays one that the deciders could have recorded. */

import type { Random } from '../random.js';
import type { Raw } from '../raw.js';

export interface WorldOrder {
  readonly orderNumber: string;
  readonly kind: 'first' | 'revision' | 'retainer' | 'replacement';
  shipped: boolean;
}

export interface WorldCase {
  readonly caseId: string;
  readonly patientId: string;
  readonly providerId: string;
  readonly kind: string;
  practiceId: string;
  life: 'draft' | 'submitted' | 'ended' | 'discarded';
  onHold: boolean;
  version: number;
  state: string;
  declinedBy: string;
  revisionAsked: boolean;
  caseType: string;
  readonly orders: WorldOrder[];
  /** Collaborator -> how the grant ends by itself. */
  readonly grants: Map<string, GrantEnd | undefined>;
}

export type GrantEnd = { readonly on: 'date'; readonly at: string } | { readonly on: 'approval' };

export interface WorldEntry {
  readonly collaboratorId: string;
  readonly providerId: string;
  readonly recipientId: string;
  readonly recipientKind: string;
  accepted: boolean;
  paused: boolean;
  /** The newest, and how it stands. */
  invitation: string;
  reminded: number;
  ended: boolean;
  expiresAt: string;
  removed: boolean;
}

const HOUR = 3_600_000;

export class World {
  readonly events: Raw[] = [];
  readonly patients: { readonly patientId: string; readonly providerId: string }[] = [];
  readonly cases: WorldCase[] = [];
  readonly entries: WorldEntry[] = [];
  readonly #revisions = new Map<string, number>();
  #time = Date.parse('2026-01-01T00:00:00.000Z');
  #ids = 0;

  constructor(private readonly random: Random) {}

  record(category: string, id: string, type: string, data: Readonly<Record<string, unknown>>): void {
    this.#time += this.random.below(30 * HOUR);
    const stream = `${category}-${id}`;
    const revision = (this.#revisions.get(stream) ?? -1) + 1;
    this.#revisions.set(stream, revision);
    const recordedAt = new Date(this.#time).toISOString();
    this.events.push({ type, data, stream, revision, recordedAt, position: this.events.length });
  }

  /** An event of a case. */
  tell(ofCase: WorldCase, type: string, data: Readonly<Record<string, unknown>> = {}): void {
    this.record('case', ofCase.caseId, type, { ...this.ids(ofCase), ...data });
  }

  /** Ids in no order, as UUIDs are. */
  newId(kind: string): string {
    this.#ids += 1;
    return `${kind}${(this.#ids * 7919) % 1000}-${this.#ids}`;
  }

  newOrderNumber(): string {
    this.#ids += 1;
    return `K${100 + this.random.below(900)}-${1000 + this.#ids}-T${this.random.below(9)}`;
  }

  later(milliseconds: number): string {
    return new Date(this.#time + milliseconds).toISOString();
  }

  words(): { messageId: string; text: string } {
    return { messageId: this.newId('message'), text: 'Bitte' };
  }

  accept(collaboratorId: string): void {
    const entry = this.entry(collaboratorId);
    entry.accepted = true;
    const { providerId, recipientId: personId } = entry;
    this.record('roster', providerId, 'InvitationAccepted', { providerId, collaboratorId, personId });
  }

  entry(collaboratorId: string): WorldEntry {
    const entry = this.entries.find((one) => one.collaboratorId === collaboratorId);
    if (entry === undefined) throw new Error('No such entry.');
    return entry;
  }

  aCase(fits: (one: WorldCase) => boolean): WorldCase | undefined {
    const fitting = this.cases.filter(fits);
    return fitting.length === 0 ? undefined : this.random.pick(fitting);
  }

  /** A case that goes on. */
  openCase(fits: (one: WorldCase) => boolean = () => true): WorldCase | undefined {
    return this.aCase((one) => one.life === 'submitted' && fits(one));
  }

  /** A case that goes on and is not on hold. */
  activeCase(fits: (one: WorldCase) => boolean = () => true): WorldCase | undefined {
    return this.openCase((one) => !one.onHold && fits(one));
  }

  ids({ caseId, patientId, providerId }: WorldCase): Readonly<Record<string, string>> {
    return { caseId, patientId, providerId };
  }
}

export type Act = (world: World, random: Random) => void;
