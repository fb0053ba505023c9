/** Laws over random histories of objections and their lifting. The oracle shares no code with the product. */

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../errors.js';
import { anna, aPatient, consentOf, inDays, jonasId, luisId, meiId, NOW, planWellId } from '../../testing/index.js';
import {
  consentsOf,
  consentStanding,
  evolvePatient,
  type PatientCommand,
  patientDecider,
  type PatientEvent,
  type RecipientFacts,
  type RecipientRule,
} from '../index.js';

const numRuns = process.env['KONSIL_LONG'] === '1' ? 10_000 : 300;

const recipients: readonly RecipientFacts[] = [
  { recipientId: luisId, recipientKind: 'colleague' },
  { recipientId: jonasId, recipientKind: 'staff' },
  { recipientId: meiId, recipientKind: 'mentor' },
  { recipientId: planWellId, recipientKind: 'treatment-planning-service' },
];
const rule = fc.oneof(
  fc.constantFrom<RecipientRule>({ of: 'everyone' }, { of: 'everyone-but-staff' }),
  fc.constantFrom(...recipients).map(({ recipientKind: kind }): RecipientRule => ({ of: 'kind', kind })),
  fc.constantFrom(...recipients).map(({ recipientId }): RecipientRule => ({ of: 'recipient', recipientId })),
);
const declaration = fc.record({
  recipients: fc.array(rule, { minLength: 1, maxLength: 2 }),
  occurredAt: fc.integer({ min: -4, max: 0 }).map((days) => inDays(days)),
});
const command: fc.Arbitrary<PatientCommand> = fc.oneof(
  declaration.map((data) => ({ type: 'ObjectToSharing' as const, data })),
  declaration.map((data) => ({ type: 'LiftObjection' as const, data })),
  declaration.map((data) => ({ type: 'WithdrawConsent' as const, data })),
  fc.tuple(declaration, fc.integer({ min: 1, max: 20 })).map(([data, number]) => ({
    type: 'GiveConsent' as const,
    data: {
      ...data,
      consentId: consentOf(number),
      purposes: ['treatment' as const],
      textVersion: '2026-01',
      evidence: { kind: 'signed-form' as const },
      givenBy: 'patient' as const,
    },
  })),
);

/** Nothing where a consent takes another one's id. */
const decide = (taken: PatientCommand, events: readonly PatientEvent[]): readonly PatientEvent[] => {
  try {
    return patientDecider.decide(taken, events.reduce(evolvePatient, patientDecider.initial), {
      actor: anna,
      now: NOW,
    });
  } catch (refusal) {
    if (refusal instanceof DomainError && refusal.code === 'PATIENT.CONSENT_ID_TAKEN') return [];
    throw refusal;
  }
};

/** Whose access an objection ends, of the four. */
const objected = (events: readonly PatientEvent[]): readonly boolean[] => {
  const facts = consentsOf(events.reduce(evolvePatient, patientDecider.initial));
  return recipients.map((recipient) => consentStanding(facts, recipient).blockedBy === 'objection');
};

/** Brute force over raw events: is the last thing that was said about them an objection? */
const oracle = (events: readonly PatientEvent[]): readonly boolean[] =>
  recipients.map(({ recipientId, recipientKind }) => {
    const said = events
      .flatMap((event, index) =>
        event.type === 'SharingObjected' || event.type === 'SharingObjectionLifted'
          ? [{ type: event.type, index, ...event.data }]
          : [],
      )
      .filter((one) =>
        one.recipients.some(
          (line) =>
            line.of === 'everyone' ||
            (line.of === 'everyone-but-staff' && recipientKind !== 'staff') ||
            (line.of === 'kind' && line.kind === recipientKind) ||
            (line.of === 'recipient' && line.recipientId === recipientId),
        ),
      )
      .sort((one, other) => one.occurredAt.localeCompare(other.occurredAt) || one.index - other.index);
    return said.at(-1)?.type === 'SharingObjected';
  });

const histories = (
  law: (taken: PatientCommand, before: readonly PatientEvent[], recorded: readonly PatientEvent[]) => void,
) =>
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      let events = aPatient().events;
      for (const taken of commands) {
        const recorded = decide(taken, events);
        law(taken, events, recorded);
        events = [...events, ...recorded];
      }
    }),
    { numRuns },
  );

describe('laws of objections', () => {
  it('a command whose effect already stands records nothing', () =>
    histories((taken, before, recorded) => expect(decide(taken, [...before, ...recorded])).toEqual([])));

  it('those are objected to of whom a brute-force reading of the events says so', () =>
    histories((_taken, before, recorded) => {
      const events = [...before, ...recorded];
      expect(objected(events)).toEqual(oracle(events));
    }));

  it('what records nothing would have changed nothing', () =>
    histories((taken, before, recorded) => {
      if (recorded.length > 0 || (taken.type !== 'ObjectToSharing' && taken.type !== 'LiftObjection')) return;
      const type = taken.type === 'ObjectToSharing' ? 'SharingObjected' : 'SharingObjectionLifted';
      const { patientId, providerId } = before[0]?.data ?? {};
      const event = { type, data: { patientId, providerId, declaredBy: 'patient', ...taken.data } } as PatientEvent;
      expect(oracle([...before, event])).toEqual(oracle(before));
    }));

  it('an objection that is not recorded would have changed nothing, whatever lifting is recorded later', () =>
    histories((taken, before, recorded) => {
      if (recorded.length > 0 || taken.type !== 'ObjectToSharing') return;
      const of = { ...before[0]?.data, declaredBy: 'patient' };
      const event = { type: 'SharingObjected', data: { ...of, ...taken.data } } as PatientEvent;
      for (const days of [-4, -3.5, -3, -2.5, -2, -1.5, -1, -0.5, 0]) {
        const data = { ...of, recipients: [{ of: 'everyone' }], occurredAt: inDays(days) };
        const lifted = { type: 'SharingObjectionLifted', data } as PatientEvent;
        expect(oracle([...before, event, lifted])).toEqual(oracle([...before, lifted]));
      }
    }));
});
