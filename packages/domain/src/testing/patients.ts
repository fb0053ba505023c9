import type { DataClass } from '../catalogue/entry.js';
import { fold } from '../decider.js';
import type { ConsentId, PatientId } from '../ids.js';
import type { KeepingGround, PatientEvent, PatientIdentity, Purpose, RecipientRule } from '../patient/events.js';
import { evolvePatient, noPatient, type PatientState } from '../patient/state.js';
import type { Instant } from '../time.js';
import { inDays } from './clock.js';
import { annaId, idOf } from './people.js';

export const patientId = idOf(20) as PatientId;
/** `consentOf(1)` is the first consent that the builder records. */
export const consentOf = (number: number): ConsentId => idOf(20 + number) as ConsentId;

export interface ConsentOptions {
  /** When it was given; default: an hour after what was recorded before. */
  readonly occurredAt?: Instant;
  readonly validUntil?: Instant;
  readonly purposes?: readonly Purpose[];
}

export interface PatientBuilder {
  readonly consenting: (recipients: readonly RecipientRule[], options?: ConsentOptions) => PatientBuilder;
  /** Takes back what was attested, or the consent with that number; by default an hour after what was recorded before. */
  readonly withdrawing: (
    recipients: readonly RecipientRule[],
    consent?: number,
    occurredAt?: Instant,
  ) => PatientBuilder;
  /** By default an hour after what was recorded before, like the lifting. */
  readonly objecting: (recipients: readonly RecipientRule[], occurredAt?: Instant) => PatientBuilder;
  readonly liftingObjection: (recipients: readonly RecipientRule[], occurredAt?: Instant) => PatientBuilder;
  readonly askingForErasure: () => PatientBuilder;
  readonly refused: (ground: KeepingGround) => PatientBuilder;
  /** On the ground of the duty to keep. */
  readonly restricted: (eraseAt: Instant) => PatientBuilder;
  readonly erased: (...classes: readonly DataClass[]) => PatientBuilder;
  readonly and: (...events: readonly PatientEvent[]) => PatientBuilder;
  readonly events: readonly PatientEvent[];
  readonly build: () => PatientState;
}

const of = { patientId, providerId: annaId };

/** A minor at the moment at which the builders' people act; of age from 2027-04-30 on. */
export const mira: PatientIdentity = { givenName: 'Mira', familyName: 'Sommer', birthDate: '2009-04-30' };

/** Mira Sommer, a patient of Anna's who has given no consent. */
export const aPatient = (): PatientBuilder => builder([{ type: 'PatientRegistered', data: { ...of, identity: mira } }]);

const builder = (events: readonly PatientEvent[]): PatientBuilder => ({
  consenting: (recipients, options) => builder([...events, consented(events, recipients, options)]),
  withdrawing: (recipients, consent, occurredAt = hoursIn(events.length)) =>
    builder([
      ...events,
      {
        type: 'ConsentWithdrawn',
        data: {
          ...of,
          recipients,
          declaredBy: 'patient',
          occurredAt,
          ...(consent !== undefined && { consentId: consentOf(consent) }),
        },
      },
    ]),
  objecting: (recipients, occurredAt = hoursIn(events.length)) =>
    builder([...events, { type: 'SharingObjected', data: { ...of, recipients, declaredBy: 'patient', occurredAt } }]),
  liftingObjection: (recipients, occurredAt = hoursIn(events.length)) =>
    builder([
      ...events,
      { type: 'SharingObjectionLifted', data: { ...of, recipients, declaredBy: 'patient', occurredAt } },
    ]),
  askingForErasure: () =>
    builder([
      ...events,
      { type: 'ErasureRequested', data: { ...of, declaredBy: 'patient', occurredAt: hoursIn(events.length) } },
    ]),
  refused: (ground) => builder([...events, { type: 'ErasureRefused', data: { ...of, ground } }]),
  restricted: (eraseAt) =>
    builder([...events, { type: 'ProcessingRestricted', data: { ...of, ground: 'duty-to-keep', eraseAt } }]),
  erased: (...classes) => builder([...events, { type: 'PersonalDataErased', data: { ...of, classes } }]),
  and: (...more) => builder([...events, ...more]),
  events,
  build: () => fold(evolvePatient, noPatient, events),
});

/** A week ago for the first thing after the registration, then an hour more each. */
const hoursIn = (events: number): Instant => inDays(-7 + (events - 1) / 24);

const consented = (
  before: readonly PatientEvent[],
  recipients: readonly RecipientRule[],
  { validUntil, purposes = ['treatment'], occurredAt = hoursIn(before.length) }: ConsentOptions = {},
): PatientEvent => ({
  type: 'ConsentGiven',
  data: {
    ...of,
    consentId: consentOf(before.filter(({ type }) => type === 'ConsentGiven').length + 1),
    recipients,
    purposes,
    textVersion: 'consent-2026-01',
    evidence: { kind: 'signed-form' },
    givenBy: 'patient',
    occurredAt,
    ...(validUntil !== undefined && { validUntil }),
  },
});
