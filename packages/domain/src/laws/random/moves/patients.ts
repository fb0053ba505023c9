/** What a patient agrees to, takes back and objects to, and the end of their data. */

import fc from 'fast-check';
import type { DomainEvent } from '../../../events.js';
import type { ConsentId } from '../../../ids.js';
import type { RecipientRule } from '../../../patient/index.js';
import { annaId, idOf, jonasId, luisId, meiId, mira, patientId, petraId, planWellId } from '../../../testing/index.js';
import { daysFrom, entryAt, move, onPatient, speakerOf, type WeightedMove } from './move.js';

const rule = fc.oneof(
  fc.constantFrom<RecipientRule>({ of: 'everyone' }, { of: 'everyone-but-staff' }),
  fc.constantFrom<RecipientRule>(
    { of: 'kind', kind: 'colleague' },
    { of: 'kind', kind: 'mentor' },
    { of: 'kind', kind: 'treatment-planning-service' },
    { of: 'kind', kind: 'staff' },
  ),
  fc
    .constantFrom(luisId, jonasId, meiId, planWellId, petraId)
    .map((recipientId): RecipientRule => ({ of: 'recipient', recipientId })),
);
export const recipients = fc.array(rule, { minLength: 1, maxLength: 2 });
const purposes = fc.uniqueArray(
  fc.constantFrom('treatment' as const, 'second-opinion' as const, 'treatment-planning' as const, 'teaching' as const),
  { minLength: 1, maxLength: 2 },
);
/** Days that have passed since; mostly none. */
const ago = fc.constantFrom(0, 0, 0, 1, 4);
const until = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
const asked = fc.constantFrom('legal-claims' as const, 'duty-to-keep' as const);

export const ofPatients: readonly WeightedMove[] = [
  move('RegisterPatient', 1, fc.nat(5), (number, here) => {
    const entry = entryAt(here, number);
    const by = number === 0 ? annaId : speakerOf(here, entry, number);
    return onPatient({ type: 'RegisterPatient', data: { patientId, identity: mira, providerId: annaId } }, by);
  }),
  move('CorrectPatient', 2, fc.constantFrom('Mira', 'Miriam'), (givenName) =>
    onPatient({ type: 'CorrectPatient', data: { identity: { ...mira, givenName } } }),
  ),
  move(
    'GiveConsent',
    5,
    fc.tuple(recipients, purposes, until, ago),
    ([named, consented, validFor, days], { now, fresh }) => {
      const ends = validFor === undefined ? {} : { validUntil: daysFrom(now, validFor) };
      const of = { consentId: idOf(fresh) as ConsentId, recipients: named, purposes: consented, textVersion: 'v1' };
      const given = {
        evidence: { kind: 'signed-form' },
        givenBy: 'patient',
        occurredAt: daysFrom(now, -days),
      } as const;
      return onPatient({ type: 'GiveConsent', data: { ...of, ...given, ...ends } });
    },
  ),
  move('WithdrawConsent', 2, fc.tuple(fc.option(recipients, { nil: undefined }), ago), ([named, days], { now }) =>
    onPatient({
      type: 'WithdrawConsent',
      data: { ...(named && { recipients: named }), occurredAt: daysFrom(now, -days) },
    }),
  ),
  move('ObjectToSharing', 2, fc.tuple(recipients, ago), ([named, days], { now }) =>
    onPatient({ type: 'ObjectToSharing', data: { recipients: named, occurredAt: daysFrom(now, -days) } }),
  ),
  move('LiftObjection', 3, fc.oneof(fc.constant(undefined), recipients), (named, { world, now }) =>
    onPatient({
      type: 'LiftObjection',
      data: { recipients: named ?? objectedTo(world.events) ?? [{ of: 'everyone' }], occurredAt: now },
    }),
  ),
  move('RequestErasure', 3, fc.constant(undefined), () => onPatient({ type: 'RequestErasure', data: {} })),
  move('RefuseErasure', 2, asked, (ground) => onPatient({ type: 'RefuseErasure', data: { ground } })),
  move('RestrictProcessing', 2, asked, (ground, { now }) =>
    onPatient({ type: 'RestrictProcessing', data: { ground, eraseAt: daysFrom(now, 4020) } }),
  ),
  move('ErasePersonalData', 3, fc.subarray(['content' as const, 'contact' as const, 'evidence' as const]), (classes) =>
    onPatient({ type: 'ErasePersonalData', data: { classes } }),
  ),
];

/** Whom the last objection named, until one was lifted. */
export const objectedTo = (events: readonly DomainEvent[]): readonly RecipientRule[] | undefined => {
  const said = events.findLast(({ type }) => type === 'SharingObjected' || type === 'SharingObjectionLifted');
  return said?.type === 'SharingObjected' ? said.data.recipients : undefined;
};
