/** What a random history has to know of itself, so that it stays one that the deciders could have recorded. */

import type { Random } from './random.js';
import type { Raw } from './raw.js';

export interface WorldCase {
  readonly caseId: string;
  readonly patientId: string;
  readonly providerId: string;
  version: number;
  state: string;
  declinedBy: string;
  closed: boolean;
  /** Collaborator -> whether the grant ends on approval. */
  readonly grants: Map<string, boolean>;
}

export interface WorldEntry {
  readonly collaboratorId: string;
  readonly providerId: string;
  readonly recipientId: string;
  readonly recipientKind: string;
  accepted: boolean;
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

  /** Ids in no order, as UUIDs are. */
  newId(kind: string): string {
    this.#ids += 1;
    return `${kind}${(this.#ids * 7919) % 1000}-${this.#ids}`;
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

  openCase(fits: (one: WorldCase) => boolean = () => true): WorldCase | undefined {
    const open = this.cases.filter((one) => !one.closed && fits(one));
    return open.length === 0 ? undefined : this.random.pick(open);
  }

  ids({ caseId, patientId, providerId }: WorldCase): Readonly<Record<string, string>> {
    return { caseId, patientId, providerId };
  }
}
