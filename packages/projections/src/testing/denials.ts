/** Who may not know of what Anna has, and for which reason. Rules: product.md B5-B8, C4, D1, G2, G3. */

import type { DomainEvent, PersonId, PracticeId } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  idOf,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  meiId,
  patientId,
  pauloId,
  petraId,
  planWell,
  planWellId,
} from '@konsil/domain/testing';
import { annasSecrets, sharedWithAll } from './secrets.js';

export interface Denial {
  readonly who: string;
  readonly viewers: readonly PersonId[];
  /** What the viewers may know in any case; default: everybody is in Anna's roster. */
  readonly known?: readonly DomainEvent[];
  readonly secrets?: readonly DomainEvent[];
  /** A stream that can't be read to its end. */
  readonly unreadable?: string;
  /** Default: soon after everything is recorded. */
  readonly at?: string;
  /** The moment alone denies: just before it the viewers see the case. */
  readonly byTheClock?: true;
  /** Whom the reason does not reach. */
  readonly stillSee?: readonly PersonId[];
}

export const everyone = aRoster().with(luis).with(jonas).with(planWell);

const withoutLuis = aRoster().with(jonas).with(planWell);
const planners = [petraId, pauloId];
const luisAnew = { ...luis, collaboratorId: idOf(203) as typeof luis.collaboratorId };
const untilApproval = aCase()
  .sharedWith(luis, { ends: { on: 'approval' } })
  .sharedWith(jonas)
  .setup();
const colleaguesConsented = aPatient().consenting([{ of: 'kind', kind: 'colleague' }], { validUntil: inDays(60) });
const meiAsProvider: readonly DomainEvent[] = [
  { type: 'PracticeOpened', data: { personId: meiId, practiceId: idOf(99) as PracticeId, name: 'Tokyo' } },
  { type: 'RoleGranted', data: { personId: meiId, role: 'administrator' } },
];
const petraLeft: DomainEvent = { type: 'MemberRemoved', data: { organisationId: planWellId, personId: petraId } };

const ofStrangers: readonly Denial[] = [
  { who: 'is a stranger', viewers: [meiId], known: [], secrets: [...everyone.events, ...annasSecrets()] },
  {
    who: 'is another provider, and an administrator',
    ...{ viewers: [meiId], known: meiAsProvider, secrets: [...everyone.events, ...annasSecrets()] },
  },
];

const luisBy = (who: string, { events: known }: typeof everyone): Denial => ({
  ...{ who, viewers: [luisId], known, stillSee: [jonasId, petraId] },
});

const byTheRoster: readonly Denial[] = [
  luisBy('has not accepted yet', withoutLuis.invited(luis)),
  luisBy('declined the invitation', withoutLuis.invited(luis).declined(luis)),
  luisBy('had the invitation withdrawn', withoutLuis.invited(luis).withdrawn(luis)),
  luisBy('let the invitation expire', withoutLuis.invited(luis).expired(luis)),
  luisBy('was paused', everyone.paused(luis)),
  luisBy('was removed', everyone.without(luis)),
  luisBy('was removed and added anew', everyone.without(luis).with(luisAnew)),
  { who: 'created a draft, and was paused', viewers: [jonasId], known: everyone.paused(jonas).events },
  { who: 'created a draft, and was removed', viewers: [jonasId], known: everyone.without(jonas).events },
  {
    who: 'belongs to a planning service that was paused',
    ...{ viewers: planners, known: everyone.paused(planWell).events, stillSee: [luisId] },
  },
  {
    who: 'left the planning service',
    ...{ viewers: [petraId], known: [...everyone.events, petraLeft], stillSee: [pauloId] },
  },
];

const byTheGrant: readonly Denial[] = [
  {
    who: 'it is no longer shared with',
    ...{ viewers: [luisId, ...planners], stillSee: [jonasId] },
    secrets: annasSecrets(sharedWithAll.unsharedFrom(luis).unsharedFrom(planWell)),
  },
  {
    who: 'it was shared with until approval, once it is approved',
    ...{ viewers: [luisId], secrets: annasSecrets(untilApproval.approved()), stillSee: [jonasId] },
  },
  {
    who: 'it was shared with until a moment, by the clock alone',
    ...{ viewers: [luisId], at: inDays(90), byTheClock: true, stillSee: [jonasId, petraId] },
    secrets: annasSecrets(sharedWithAll, aPatient()),
  },
];

const byThePatient: readonly Denial[] = [
  {
    who: 'a withdrawal names',
    ...{ viewers: [luisId, ...planners], stillSee: [jonasId] },
    secrets: annasSecrets(sharedWithAll, aPatient().withdrawing([{ of: 'everyone-but-staff' }])),
  },
  {
    who: 'an objection names',
    ...{ viewers: [luisId], stillSee: [jonasId, petraId] },
    secrets: annasSecrets(sharedWithAll, aPatient().objecting([{ of: 'recipient', recipientId: luisId }])),
  },
  {
    who: 'an objection names, and who created a draft',
    ...{ viewers: [jonasId], stillSee: [luisId, petraId] },
    secrets: annasSecrets(sharedWithAll, aPatient().objecting([{ of: 'kind', kind: 'staff' }])),
  },
  {
    who: 'no consent covers, under the policy per-patient',
    ...{ viewers: planners, known: everyone.policy('per-patient').events, stillSee: [luisId, jonasId] },
    secrets: annasSecrets(sharedWithAll, colleaguesConsented),
  },
  {
    who: 'a consent covered, once it has run out, by the clock alone',
    ...{ viewers: [luisId], known: everyone.policy('per-patient').events, stillSee: [jonasId] },
    ...{ at: inDays(60), byTheClock: true, secrets: annasSecrets(sharedWithAll, colleaguesConsented) },
  },
  {
    who: 'the patient’s data is no longer processed for',
    ...{
      viewers: [luisId, jonasId, ...planners],
      secrets: annasSecrets(sharedWithAll, aPatient().restricted(inDays(900))),
    },
  },
];

const byWhatIsUnreadable: readonly Denial[] = [
  {
    who: 'shares what is known of a patient that can not be read to its end',
    ...{ viewers: [luisId, jonasId, ...planners], unreadable: `patient-${patientId}` },
  },
  {
    who: 'stands in a roster that can not be read to its end',
    ...{ viewers: [luisId, jonasId, ...planners], unreadable: `roster-${annaId}` },
  },
  {
    who: 'belongs to a planning service that can not be read to its end',
    ...{ viewers: planners, unreadable: `organisation-${planWellId}`, stillSee: [luisId, jonasId] },
  },
];

export const DENIALS: readonly Denial[] = [
  ...ofStrangers,
  ...byTheRoster,
  ...byTheGrant,
  ...byThePatient,
  ...byWhatIsUnreadable,
];
