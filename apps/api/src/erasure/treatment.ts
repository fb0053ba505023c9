/** Whether a patient is treated, and until when: from all of the patient's cases in the log (docs/decisions/erasure-decisions.md). */

import {
  type CaseEvent,
  type CaseFacts,
  type CaseId,
  categoryOf,
  evolveFacts,
  type Instant,
  type PatientId,
  statusOfCategory,
  type Treatment,
} from '@konsil/domain';
import type { Codec, Decoded, EventStore, StoredEvent } from '@konsil/event-store';
import { StreamNotReadable } from '../commands/aggregates.js';

export interface Treated {
  readonly treatment: Treatment;
  /** What the answer rests on. */
  readonly cases: readonly CaseId[];
}

interface OneCase {
  readonly facts: CaseFacts | undefined;
  /** Since when the case is completed, cancelled or closed. */
  readonly endedAt: Instant | undefined;
}

/**
 * Reads the cases' streams of the whole log once. Drafts are no treatment.
 * @throws StreamNotReadable where an event of the patient can't be read: nothing may be decided on what is left
 */
export const treatmentOf = async (store: EventStore, codec: Codec, patientId: PatientId): Promise<Treated> => {
  const cases = new Map<CaseId, OneCase>();
  for await (const page of casePages(store)) {
    const mentioned = page.filter(({ data }) => data === undefined || data.includes(patientId));
    for (const decoded of await codec.decode(mentioned)) {
      const event = caseEventOf(decoded);
      if (event.data.patientId !== patientId) continue;
      cases.set(event.data.caseId, after(cases.get(event.data.caseId), event, decoded.recordedAt));
    }
  }
  return { treatment: together([...cases.values()]), cases: [...cases.keys()] };
};

async function* casePages(store: EventStore): AsyncIterable<readonly StoredEvent[]> {
  const stop = new AbortController();
  try {
    for await (const message of store.subscribe({ after: -1, prefixes: ['case-'], signal: stop.signal })) {
      if (message.kind === 'events') yield message.events;
      if (message.kind === 'caught-up') return;
    }
  } finally {
    stop.abort();
  }
}

const caseEventOf = (decoded: Decoded): CaseEvent => {
  if (decoded.kind !== 'event') throw new StreamNotReadable(decoded.stream, decoded.revision, decoded.kind);
  // The codec answers `event` only for types of the catalogue, and these streams hold events of cases alone.
  return { type: decoded.type, data: decoded.data } as unknown as CaseEvent;
};

const after = (before: OneCase | undefined, event: CaseEvent, recordedAt: Instant): OneCase => {
  const facts = evolveFacts(before?.facts, event) ?? before?.facts;
  const hasEnded = facts !== undefined && statusOfCategory[categoryOf(facts)] === 'closed';
  return { facts, endedAt: hasEnded ? (before?.endedAt ?? recordedAt) : undefined };
};

const together = (cases: readonly OneCase[]): Treatment => {
  const submitted = cases.filter(({ facts }) => facts !== undefined);
  const ends = submitted.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [endedAt]));
  const endedAt = ends.sort().at(-1);
  if (endedAt === undefined && submitted.length === 0) return { state: 'none' };
  return endedAt === undefined || ends.length < submitted.length ? { state: 'running' } : { state: 'ended', endedAt };
};
