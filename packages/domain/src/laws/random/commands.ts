/** Random commands to one provider's small world, mostly by somebody who may. */

import fc from 'fast-check';
import type { CaseCommand } from '../../case/index.js';
import type { Actor, PersonActor } from '../../context.js';
import type { CollaboratorId, ConsentId, InvitationId } from '../../ids.js';
import type { OrganisationCommand } from '../../organisation/index.js';
import type { PatientCommand, RecipientRule } from '../../patient/index.js';
import type { CollaboratorKind, RosterCommand } from '../../roster/index.js';
import {
  administrator,
  anna,
  annaId,
  idOf,
  inDays,
  jonasId,
  luisId,
  meiId,
  messageOf,
  pauloId,
  person,
  petraId,
  planWellId,
  technician,
} from '../../testing/index.js';
import { ofEntries, ofLife, ofObjections } from './laterCommands.js';

export const people = [annaId, luisId, jonasId, meiId, petraId, pauloId] as const;
const recipients = [luisId, jonasId, meiId, planWellId] as const;
const kinds: Readonly<Record<string, CollaboratorKind>> = {
  [luisId]: 'colleague',
  [jonasId]: 'staff',
  [meiId]: 'mentor',
  [planWellId]: 'treatment-planning-service',
};
/** Entries that the roster begins with, and ids for entries that are added later. */
export const entries = [103, 104, 105, 106, 203, 204, 205, 206].map((number) => idOf(number) as CollaboratorId);

export const actors: readonly PersonActor[] = [
  anna,
  ...people.slice(1).map((id) => person(id)),
  technician,
  administrator,
];
export type AnyCommand = RosterCommand | PatientCommand | CaseCommand | OrganisationCommand;
export type Step = { readonly command: AnyCommand; readonly actor: Actor; readonly day: number };

const rule: fc.Arbitrary<RecipientRule> = fc.oneof(
  fc.constantFrom<RecipientRule>({ of: 'everyone' }, { of: 'everyone-but-staff' }),
  fc.constantFrom(...Object.values(kinds)).map((kind): RecipientRule => ({ of: 'kind', kind })),
  fc.constantFrom(...recipients).map((recipientId): RecipientRule => ({ of: 'recipient', recipientId })),
);
const rules = fc.array(rule, { minLength: 1, maxLength: 2 });
const day = fc.integer({ min: 0, max: 12 });
/** Days that have mostly been when something is recorded. */
const past = fc.integer({ min: -3, max: 8 });
const everyPurpose = ['treatment', 'second-opinion', 'treatment-planning', 'teaching'] as const;
const purposes = fc.uniqueArray(fc.constantFrom(...everyPurpose), { minLength: 1, maxLength: 2 });
const purpose = fc.option(fc.constantFrom(...everyPurpose), { nil: undefined, freq: 1 });
/** Mostly one that the roster begins with. */
const entry = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...entries.slice(0, 4)) },
  { weight: 1, arbitrary: fc.constantFrom(...entries) },
);
/** Mostly one of the first two: there is one from the beginning. */
const version = fc.constantFrom(1, 1, 2, 2, 3);
const words = fc.integer({ min: 1, max: 4 }).map((number) => ({ messageId: messageOf(number), text: 'Bitte prüfen.' }));
const ends = fc.option(
  fc.oneof(
    day.map((days) => ({ on: 'date', at: inDays(days) }) as const),
    fc.constant({ on: 'approval' } as const),
  ),
  { nil: undefined },
);

const command: fc.Arbitrary<AnyCommand> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(entry, fc.constantFrom(...recipients)).map(([collaboratorId, recipientId]) => ({
      type: 'AddCollaborator' as const,
      data: {
        collaboratorId,
        invitationId: idOf(Number(collaboratorId.slice(-3)) + 500) as InvitationId,
        recipientId,
        recipientKind: kinds[recipientId] ?? 'mentor',
        permissions: ['decline-setups' as const],
      },
    })),
  },
  {
    weight: 2,
    arbitrary: entry.map((collaboratorId) => ({ type: 'AcceptInvitation' as const, data: { collaboratorId } })),
  },
  {
    weight: 1,
    arbitrary: entry.map((collaboratorId) => ({ type: 'RemoveCollaborator' as const, data: { collaboratorId } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('attestation' as const, 'per-patient' as const)
      .map((policy) => ({ type: 'ChooseConsentPolicy' as const, data: { policy } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 9 }), rules, purposes, fc.option(day, { nil: undefined }), past)
      .map(([number, named, consented, until, given]) => ({
        type: 'GiveConsent' as const,
        data: {
          consentId: idOf(20 + number) as ConsentId,
          recipients: named,
          purposes: consented,
          textVersion: 'v1',
          evidence: { kind: 'signed-form' as const },
          givenBy: 'patient' as const,
          occurredAt: inDays(given),
          ...(until !== undefined && { validUntil: inDays(until) }),
        },
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.option(rules, { nil: undefined }), fc.option(past, { nil: undefined }))
      .map(([named, declared]) => ({
        type: 'WithdrawConsent' as const,
        data: {
          ...(named && { recipients: named }),
          ...(declared !== undefined && { occurredAt: inDays(declared) }),
        },
      })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.uniqueArray(entry, { maxLength: 3 }), fc.uniqueArray(entry, { maxLength: 1 }), ends, purpose)
      .map(([add, remove, end, shared]) => ({
        type: 'ChangeSharing' as const,
        data: {
          add: add.map((collaboratorId) => ({
            collaboratorId,
            ...(end && { ends: end }),
            ...(shared && { purpose: shared }),
          })),
          remove,
        },
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(petraId, pauloId)
      .chain((personId) =>
        fc.constantFrom('AddMember' as const, 'RemoveMember' as const).map((type) => ({ type, data: { personId } })),
      ),
  },
  {
    weight: 3,
    arbitrary: version.map((setupVersion) => ({
      type: 'PublishSetup' as const,
      data: { setupVersion, occurredAt: inDays(0) },
    })),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(version, fc.option(words, { nil: undefined })).map(([setupVersion, said]) => ({
      type: 'MarkSetupReady' as const,
      data: { setupVersion, ...(said && { words: said }) },
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(version, words)
      .map(([setupVersion, said]) => ({ type: 'DeclineSetup' as const, data: { setupVersion, words: said } })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(version, entry, words).map(([setupVersion, collaboratorId, said]) => ({
      type: 'SendSetupBack' as const,
      data: { setupVersion, collaboratorId, words: said },
    })),
  },
  {
    weight: 1,
    arbitrary: version.map((setupVersion) => ({
      type: 'ApproveSetup' as const,
      data: { setupVersion, caseType: 'two' as const },
    })),
  },
  {
    weight: 1,
    arbitrary: entry.map((collaboratorId) => ({
      type: 'EndGrantByRule' as const,
      data: { collaboratorId, cause: 'collaborator-removed' as const },
    })),
  },
  { weight: 5, arbitrary: ofEntries(entry) },
  { weight: 2, arbitrary: ofObjections(rules, past) },
  { weight: 9, arbitrary: ofLife(entry, ends) },
);

const byLab: readonly string[] = ['PublishSetup', 'RequestRecords', 'CompleteRecords', 'ShipOrder'];

/** Mostly by somebody who may, else by anybody. */
const actorFor = ({ type }: AnyCommand): fc.Arbitrary<Actor> => {
  const anybody = fc.constantFrom<Actor[]>(...actors);
  if (type === 'EndGrantByRule' || type === 'ExpireGrant') return fc.constant({ kind: 'policy', name: 'policy:any' });
  if (type.endsWith('Pen')) return anybody;
  if (
    type === 'AcceptInvitation' ||
    type === 'DeclineInvitation' ||
    type === 'MarkSetupReady' ||
    type === 'DeclineSetup'
  )
    return anybody;
  const usual = byLab.includes(type) ? technician : type.endsWith('Member') ? administrator : anna;
  return fc.oneof({ weight: 5, arbitrary: fc.constant<Actor>(usual) }, { weight: 1, arbitrary: anybody });
};
/** One command by somebody at some day. */
export const step: fc.Arbitrary<Step> = command.chain((chosen) =>
  fc.record({ command: fc.constant(chosen), actor: actorFor(chosen), day }),
);
