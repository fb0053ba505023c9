/**
 * What the erasure ledger knows and the log does not: an erasure that was cut short behind the destruction of its keys, or
 * a log that was restored from before it. The data are gone, so the event is recorded and nothing is decided.
 */

import {
  type DataClass,
  type Decider,
  type PatientEvent,
  type PatientId,
  patientDecider,
  patientStream,
  type PatientState,
  type PersonId,
  type ProviderId,
} from '@konsil/domain';
import type { Codec, Erasure, EventStore } from '@konsil/event-store';
import { singleOrigin } from '../commands/index.js';
import { deskAtRest } from './desk-at-rest.js';

interface NoteErasure {
  readonly type: 'NoteErasure';
  readonly data: { readonly classes: readonly DataClass[] };
}

const notingDecider: Decider<PatientState, NoteErasure, PatientEvent, undefined> = {
  ...patientDecider,
  decide: ({ data }, state) => {
    if (state.status === 'none') return [];
    const classes = data.classes.filter((one) => !state.erased.includes(one));
    const { patientId, providerId } = state;
    return classes.length === 0 ? [] : [{ type: 'PersonalDataErased', data: { patientId, providerId, classes } }];
  },
};

/** A rule's name stands where a person's id stands (`RecordedActor`). */
const RULE = 'policy:record-erasures' as PersonId;

/** Records what is missing; answers how many events that were. Subjects who are no patients are left alone. */
export const recordErasures = async (store: EventStore, codec: Codec, ledger: readonly Erasure[]): Promise<number> => {
  const desk = deskAtRest(store, codec);
  let recorded = 0;
  for (const [subject, classes] of bySubject(ledger)) {
    const { events } = await desk.run({
      origin: singleOrigin(RULE, 'erasure-ledger'),
      stream: patientStream(subject as PatientId),
      decider: notingDecider,
      command: { type: 'NoteErasure', data: { classes } },
      context: () => undefined,
      actingAs: (state) => ({ role: 'policy', ...actingFor(state) }),
    });
    recorded += events.length;
  }
  return recorded;
};

const actingFor = (state: PatientState): { readonly onBehalfOf?: ProviderId } =>
  state.status === 'none' ? {} : { onBehalfOf: state.providerId };

const bySubject = (ledger: readonly Erasure[]): ReadonlyMap<string, readonly DataClass[]> => {
  const subjects = new Map<string, readonly DataClass[]>();
  for (const { subject, classes } of ledger) {
    subjects.set(subject, [...new Set([...(subjects.get(subject) ?? []), ...classes])].sort());
  }
  return subjects;
};
