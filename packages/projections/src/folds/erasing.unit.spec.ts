/** Law: folding the log after an erasure equals erasing from the rows folded before (architecture.md, The read side). */

import { describe, expect, it } from '@jest/globals';
import { catalogue, type DataClass, type DomainEvent, ERASED, type MessageId } from '@konsil/domain';
import { aCase, aDraft, annaId, aPatient, caseId, luis, luisId, patientId, planWell } from '@konsil/domain/testing';
import fc from 'fast-check';
import { type Fold, foldInMemory } from '../fold/index.js';
import { recordedFrom } from '../testing/recorded.js';
import { readModelFolds } from './all.js';
import { messagesFold } from './messages/fold.js';
import { patientsFold } from './patients/fold.js';

const HASH = 'a'.repeat(64);

const said: DomainEvent = {
  type: 'MessagePosted',
  data: {
    ...{ caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId, side: 'provider' },
    ...{ authorId: annaId, messageId: 'm' as MessageId, text: 'canary: said' },
  },
};

const corrected: DomainEvent = {
  type: 'PatientCorrected',
  data: {
    patientId,
    providerId: annaId,
    identity: { givenName: 'canary: Mira', familyName: 'Sommer-Lind', birthDate: '2009-04-30' },
  },
};

const consented: DomainEvent = {
  type: 'ConsentGiven',
  data: {
    ...{ patientId, providerId: annaId, consentId: 'c' as never, recipients: [{ of: 'everyone' }] },
    ...{ purposes: ['treatment'], textVersion: '2026-01', givenBy: 'guardian', guardianName: 'canary: Jana' },
    ...{ evidence: { kind: 'signed-form', documentHash: HASH }, occurredAt: '2026-02-01T09:00:00.000Z' },
    validUntil: '2031-01-01T00:00:00.000Z',
  },
};

const ofCase = { caseId, patientId, providerId: annaId };
const reasons: readonly DomainEvent[] = [
  { type: 'RecordsRejected', data: { ...ofCase, items: ['photos'], reason: 'canary: blurred' } },
  { type: 'CasePutOnHold', data: { ...ofCase, reason: 'canary: travelling' } },
  { type: 'CaseCancelled', data: { ...ofCase, reason: 'canary: too dear' } },
];

/** Everything that a fold can be told of one patient, in an order that the log allows. */
const history: readonly DomainEvent[] = [
  ...aPatient().events,
  consented,
  ...aDraft().events,
  ...aCase()
    .records('rejected')
    .sharedWith(luis)
    .setup()
    .declinedBy(luis)
    .sentBackTo(luis)
    .declined()
    .setup()
    .ready(luis)
    .tpsOrdered(planWell)
    .sharedWith(planWell)
    .approved()
    .revisionAsked().events,
  ...reasons,
  said,
  corrected,
  { type: 'MessagesRead', data: { ...said.data, readerId: luisId, upTo: 3 } as never },
].map((event) =>
  event.type === 'SetupReadyForReview' ? { ...event, data: { ...event.data, viewerUrl: 'https://canary' } } : event,
) as readonly DomainEvent[];

/** The event as the codec reads it once the keys are destroyed, said by the catalogue and by no fold. */
const readErased = (event: DomainEvent, classes: readonly DataClass[]): DomainEvent => {
  const copy = structuredClone(event) as { type: DomainEvent['type']; data: Record<string, unknown> };
  const personal: Readonly<Record<string, { subject: string; class: DataClass }>> = catalogue[event.type].personal;
  for (const [path, field] of Object.entries(personal)) {
    if (!classes.includes(field.class) || copy.data[field.subject] !== patientId) continue;
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const holder = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], copy.data);
    if (typeof holder === 'object' && holder !== null && last in holder) Object.assign(holder, { [last]: ERASED });
  }
  return copy as unknown as DomainEvent;
};

const classes = fc.subarray<DataClass>(['content', 'contact', 'evidence'], { minLength: 1 });
const lengths = fc.integer({ min: 1, max: history.length });

const tablesOf = (events: readonly DomainEvent[]) =>
  readModelFolds.map((fold) => [fold.name, foldInMemory(fold, recordedFrom(events))]);

describe('Erasing from rows', () => {
  it('leaves what folding the log after the erasure makes, for every fold, class and moment', () => {
    fc.assert(
      fc.property(lengths, classes, classes, (until, first, second) => {
        const before = history.slice(0, until);
        const erasedAs = (gone: readonly DataClass[]): DomainEvent => ({
          type: 'PersonalDataErased',
          data: { patientId, providerId: annaId, classes: gone },
        });
        const parts = [erasedAs(first), erasedAs(second)];
        const read = before.map((event) => readErased(event, [...first, ...second]));
        expect(tablesOf([...before, ...parts])).toEqual(tablesOf([...read, ...parts]));
      }),
    );
  });

  it('leaves no name, text, link or proof in any row once every class is erased', () => {
    const all: DomainEvent = {
      type: 'PersonalDataErased',
      data: { patientId, providerId: annaId, classes: ['content', 'contact', 'evidence'] },
    };
    const kept = JSON.stringify(tablesOf(history));
    const left = JSON.stringify(tablesOf([...history, all]));
    for (const canary of [
      ...['canary: blurred', 'canary: travelling', 'canary: too dear'],
      'canary: said',
      'canary: mira',
      'canary: Jana',
      'https://canary',
      HASH,
      '2009-04-30',
    ]) {
      expect(kept).toContain(canary);
      expect(left).not.toContain(canary);
    }
    expect(left.toLowerCase()).not.toMatch(/canary|sommer|mira/);
  });

  it('is asked of every table that holds something of a patient', () => {
    const moments = history.map((_, last) => history.slice(0, last + 1));
    for (const fold of [patientsFold, messagesFold] as readonly Fold[]) {
      const held = moments.flatMap((events) =>
        Object.entries(foldInMemory(fold, recordedFrom(events))).filter(([, rows]) => rows.length > 0),
      );
      expect([...new Set(held.map(([table]) => table))].sort()).toEqual(Object.keys(fold.tables).sort());
    }
  });

  it('touches no other patient', () => {
    const other: DomainEvent = {
      type: 'PersonalDataErased',
      data: { patientId: 'somebody-else' as never, providerId: annaId, classes: ['content', 'contact', 'evidence'] },
    };
    const kept = readModelFolds.map((fold) => foldInMemory(fold, recordedFrom(history)));
    expect(readModelFolds.map((fold) => foldInMemory(fold, recordedFrom([...history, other])))).toEqual(kept);
  });
});
