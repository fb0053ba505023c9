import { describe, expect, it } from '@jest/globals';
import type { CollaboratorId, PatientId, PracticeId } from '../../ids.js';
import type { PatientState } from '../../patient/index.js';
import type { Permission } from '../../roster/index.js';
import {
  aCase,
  aDraft,
  anna,
  annaId,
  annasPractice,
  aPatient,
  aRoster,
  attested,
  by,
  caseId,
  type Collaborator,
  given,
  idOf,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  orderNumber,
  orderNumberOf,
  patientId,
  person,
  petraId,
  planWell,
} from '../../testing/index.js';
import { type CaseEvent, caseDecider, type DraftOrder, type SubmitOrder } from '../index.js';

const mayOrder: readonly Permission[] = ['decline-setups', 'add-orders'];
const of = { caseId, patientId, providerId: annaId };
const order: SubmitOrder = {
  type: 'SubmitOrder',
  data: { caseId, orderNumber, kind: 'retainer', practiceId: annasPractice, providerId: annaId },
};
const roster = aRoster().with(jonas, mayOrder).with(luis, mayOrder).with(planWell, mayOrder).with(mei);
const recordedThrough = ({ collaboratorId }: Collaborator, built = aPatient()): PatientState => ({
  ...(built.build() as Extract<PatientState, { status: 'registered' }>),
  through: collaboratorId,
});
const context = (who: Collaborator, changes: Parameters<typeof by>[1] = {}) =>
  by(person(who === planWell ? petraId : (who.recipientId as typeof luisId)), {
    roster: roster.build(),
    patient: recordedThrough(who),
    ...changes,
  });
const shared = (
  who: Collaborator,
  changes: Partial<Extract<CaseEvent, { type: 'CaseShared' }>['data']> = {},
): CaseEvent => ({
  type: 'CaseShared',
  data: {
    ...of,
    collaboratorId: who.collaboratorId,
    recipientId: who.recipientId,
    recipientKind: who.kind,
    purpose: 'treatment',
    basis: attested,
    pseudonymised: false,
    cause: 'order-creator',
    ...changes,
  },
});
const ofStaff = {
  ...attested,
  legalBasis: 'gdpr-6-1-b',
  healthDataCondition: 'gdpr-9-2-h',
  secrecyRelease: 'practice-staff',
} as const;

describe('an order by a collaborator (product.md D1, journey 7)', () => {
  it('starts a case for the provider named, shared with who created it in the same act', () => {
    given(caseDecider)
      .when(order, context(jonas))
      .then([...aCase({ kind: 'retainer', by: jonas }).events, shared(jonas, { basis: ofStaff })]);
    given(caseDecider)
      .when(order, context(planWell))
      .then([...aCase({ kind: 'retainer', by: planWell }).events, shared(planWell, { purpose: 'treatment-planning' })]);
  });

  it('names the provider and one of that provider’s practices', () => {
    const { providerId: _, ...unnamed } = order.data;
    given(caseDecider)
      .when({ ...order, data: unnamed }, context(jonas))
      .thenRejected('CASE.PROVIDER_MISSING');
    const practiceId = idOf(98) as PracticeId;
    const own = { status: 'registered', personId: jonasId, practices: [practiceId], roles: [] } as const;
    const elsewhere = { ...order, data: { ...order.data, practiceId } };
    given(caseDecider).when(elsewhere, context(jonas)).thenRejected('CASE.PRACTICE_UNKNOWN', { practiceId });
    given(caseDecider)
      .when(elsewhere, context(jonas, { provider: own }))
      .thenRejected('CASE.PRACTICE_UNKNOWN');
  });

  it('needs the permission, and an entry that is active', () => {
    given(caseDecider)
      .when(order, context(mei))
      .thenRejected('ACCESS.DENIED', { reason: 'permission-missing', permission: 'add-orders' });
    const refused = [
      aRoster(),
      aRoster().invited(jonas, mayOrder),
      roster.without(jonas),
      roster.and({ type: 'CollaboratorPaused', data: { providerId: annaId, collaboratorId: jonas.collaboratorId } }),
    ];
    for (const built of refused) {
      given(caseDecider)
        .when(order, context(jonas, { roster: built.build() }))
        .thenRejected('ACCESS.NOT_FOUND');
    }
    const anothers = { ...roster.build(), providerId: luisId };
    given(caseDecider)
      .when(order, context(jonas, { roster: anothers }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when({ ...order, data: { ...order.data, collaboratorId: luis.collaboratorId } }, context(jonas))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('is for a patient recorded through this very entry, never for the provider’s whole list', () => {
    given(caseDecider)
      .when(order, context(jonas, { patient: aPatient().build() }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when(order, context(jonas, { patient: recordedThrough(luis) }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when(order, context(jonas, { patient: recordedThrough(jonas, aPatient().withdrawing([{ of: 'everyone' }])) }))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('or for the patient of a case that they see now', () => {
    const known = { patient: aPatient().build() };
    const throughCase = (knownThrough: ReturnType<ReturnType<typeof aCase>['build']>) =>
      given(caseDecider).when(order, context(luis, { ...known, knownThrough }));
    throughCase(aCase().sharedWith(luis).build()).then([...aCase({ kind: 'retainer', by: luis }).events, shared(luis)]);
    throughCase(aCase().sharedWith(luis).closed().build()).then([
      ...aCase({ kind: 'retainer', by: luis }).events,
      shared(luis),
    ]);
    throughCase(aCase().build()).thenRejected('ACCESS.NOT_FOUND');
    throughCase(aCase().sharedWith(jonas).build()).thenRejected('ACCESS.NOT_FOUND');
    throughCase(aCase().sharedWith(luis).unsharedFrom(luis).build()).thenRejected('ACCESS.NOT_FOUND');
    throughCase(aDraft({ by: luis }).build()).thenRejected('ACCESS.NOT_FOUND');
    const ended = { on: 'date', at: inDays(-1) } as const;
    throughCase(aCase().sharedWith(luis, { ends: ended }).build()).thenRejected('ACCESS.NOT_FOUND');
    const ofAnother = { ...aCase().sharedWith(luis).build(), patientId: idOf(29) as PatientId };
    throughCase(ofAnother).thenRejected('ACCESS.NOT_FOUND');
    const ofAnotherProvider = { ...aCase().sharedWith(luis).build(), providerId: luisId };
    throughCase(ofAnotherProvider).thenRejected('ACCESS.NOT_FOUND');
  });

  it('by the lab’s own people opens no more to them than their entry does', () => {
    const both = { ...person(jonasId, ['lab']) };
    given(caseDecider)
      .when(order, { ...context(jonas, { patient: aPatient().build(), knownThrough: aCase().build() }), actor: both })
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('stays without identity data where the patient is known without (C4)', () => {
    const knownThrough = aCase().sharedWith(luis, { pseudonymised: true }).build();
    given(caseDecider)
      .when(order, context(luis, { patient: aPatient().build(), knownThrough }))
      .then([...aCase({ kind: 'retainer', by: luis }).events, shared(luis, { pseudonymised: true })]);
    const draft: DraftOrder = { type: 'DraftOrder', data: order.data };
    const drafted = given(caseDecider).when(draft, context(luis, { patient: aPatient().build(), knownThrough })).events;
    expect(drafted[0]?.data).toMatchObject({ pseudonymised: true });
    given(caseDecider, drafted)
      .when(order, by(anna, { roster: roster.build() }))
      .then([...aCase({ kind: 'retainer', by: luis }).events, shared(luis, { pseudonymised: true })]);
  });

  it('needs a consent that covers its creator under the policy per-patient, else it stays a draft', () => {
    const perPatient = { roster: roster.policy('per-patient').build() };
    const draft = given(caseDecider, aDraft({ kind: 'retainer', by: luis }).events);
    draft
      .when(order, context(luis, perPatient))
      .thenRejected('CASE.CONSENT_MISSING', { collaboratorId: luis.collaboratorId });
    draft.when(order, by(anna, perPatient)).thenRejected('CASE.CONSENT_MISSING');
    const consenting = aPatient().consenting([{ of: 'kind', kind: 'colleague' }]);
    const [submitted, share] = draft.when(
      order,
      context(luis, { ...perPatient, patient: recordedThrough(luis, consenting) }),
    ).events;
    expect(submitted).toEqual(aCase({ kind: 'retainer', by: luis }).events[0]);
    expect(share?.data).toMatchObject({ cause: 'order-creator', basis: { policy: 'per-patient' } });
    // Practice staff is covered by the treatment itself (G2).
    expect(given(caseDecider).when(order, context(jonas, perPatient)).events).toHaveLength(2);
  });

  it('happens once, and another’s is not found', () => {
    const history = given(caseDecider).when(order, context(jonas)).events;
    given(caseDecider, history).when(order, context(jonas)).thenNothing();
    given(caseDecider, history)
      .when({ ...order, data: { ...order.data, orderNumber: orderNumberOf(2) } }, context(jonas))
      .thenRejected('CASE.ALREADY_SUBMITTED');
    given(caseDecider, history).when(order, context(luis)).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, aCase().events).when(order, context(luis)).thenRejected('ACCESS.NOT_FOUND');
  });

  it('that was drafted is submitted by its creator or the provider, and shared with its creator by either', () => {
    const draft = given(caseDecider, aDraft({ kind: 'retainer', by: luis }).events);
    const expected = [...aCase({ kind: 'retainer', by: luis }).events, shared(luis)];
    draft.when(order, context(luis)).then(expected);
    draft.when(order, by(anna, { roster: roster.build() })).then(expected);
    draft.when(order, context(jonas)).thenRejected('ACCESS.NOT_FOUND');
    draft
      .when(order, by(anna, { roster: roster.without(luis).build() }))
      .then(aCase({ kind: 'retainer', by: luis }).events);
  });

  it('that a planning service drafted is shared with it once, as it knows the patient, where planning is ordered too', () => {
    const draft = aDraft({ kind: 'retainer', by: planWell }).events.map((event) => ({
      ...event,
      data: { ...event.data, pseudonymised: true },
    })) as readonly CaseEvent[];
    const { collaboratorId } = planWell;
    const { events } = given(caseDecider, draft).when(
      { ...order, data: { ...order.data, tps: collaboratorId } },
      by(anna, { roster: roster.build() }),
    );
    expect(events.map(({ type }) => type)).toEqual(['OrderSubmitted', 'CaseShared', 'TpsOrdered']);
    expect(events[1]).toEqual(shared(planWell, { purpose: 'treatment-planning', pseudonymised: true }));
  });

  it('is found through the entry it was drafted through, by who stands in the roster through two', () => {
    const asPetra = { collaboratorId: idOf(102) as CollaboratorId, kind: 'colleague', recipientId: petraId } as const;
    const two = aRoster().with(asPetra, mayOrder).with(planWell, mayOrder).build();
    const draft = given(caseDecider, aDraft({ kind: 'retainer', by: planWell }).events);
    expect(draft.when(order, context(planWell, { roster: two })).events[1]?.data).toMatchObject({
      collaboratorId: planWell.collaboratorId,
    });
  });

  it('orders no planning service (D4)', () =>
    given(caseDecider)
      .when({ ...order, data: { ...order.data, tps: planWell.collaboratorId } }, context(jonas))
      .thenRejected('ACCESS.DENIED', { reason: 'not-permitted' }));
});
