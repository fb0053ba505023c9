import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../context.js';
import type { OrderNumber, PracticeId } from '../../ids.js';
import {
  aCase,
  aDraft,
  administrator,
  anna,
  annaId,
  annasAccount,
  annasPractice,
  aPatient,
  aRoster,
  by,
  caseId,
  type CaseBuilder,
  given,
  idOf,
  jonas,
  jonasId,
  luis,
  luisId,
  orderNumber,
  orderNumberOf,
  patientId,
  pauloId,
  person,
  petraId,
  planWell,
  technician,
} from '../../testing/index.js';
import { caseDecider, type DiscardDraft, type DraftCase, type DraftOrder, maySeeDraft } from '../index.js';

const mayOrder = ['decline-setups', 'add-orders'] as const;
const built = aRoster().with(jonas, mayOrder).with(luis).with(planWell, mayOrder);
const roster = built.build();
const draft: DraftOrder = {
  type: 'DraftOrder',
  data: { caseId, orderNumber, kind: 'aligner', practiceId: annasPractice },
};
const drafting = (changes: Partial<DraftOrder['data']>): DraftOrder => ({
  ...draft,
  data: { ...draft.data, ...changes },
});
const byJonas = by(person(jonasId), {
  roster,
  patient: { ...aPatient().build(), through: jonas.collaboratorId } as never,
});
const discarded = (of: CaseBuilder, through = {}) =>
  of.and({ type: 'DraftDiscarded', data: { caseId, patientId, providerId: annaId, ...through } });

describe('drafting an order (product.md D1, D2)', () => {
  it('is the provider’s, or a collaborator’s with the permission', () => {
    given(caseDecider).when(draft, by()).then(aDraft().events);
    given(caseDecider)
      .when(drafting({ providerId: annaId }), byJonas)
      .then(aDraft({ by: jonas }).events);
    given(caseDecider).when(draft, byJonas).thenRejected('CASE.PROVIDER_MISSING');
    given(caseDecider)
      .when(drafting({ providerId: annaId }), by(person(luisId), { roster }))
      .thenRejected('ACCESS.DENIED', { permission: 'add-orders' });
    given(caseDecider)
      .when(drafting({ providerId: annaId }), by(technician, { roster }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when(drafting({ providerId: annaId }), by(person(jonasId), { roster }))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('needs neither attestation nor consent, but a practice of the provider and an order number', () => {
    given(caseDecider)
      .when(draft, by(anna, { roster: aRoster().policy('per-patient').build() }))
      .then(aDraft().events);
    given(caseDecider)
      .when(drafting({ practiceId: idOf(99) as PracticeId }), by())
      .thenRejected('CASE.PRACTICE_UNKNOWN');
    given(caseDecider)
      .when(drafting({ orderNumber: 'K7Q2' as OrderNumber }), by())
      .thenRejected('CASE.ORDER_NUMBER_INVALID');
  });

  it('happens once, and not under an id that is taken', () => {
    given(caseDecider, aDraft().events).when(draft, by()).thenNothing();
    for (const other of [{ kind: 'retainer' }, { orderNumber: orderNumberOf(2) }] as const) {
      given(caseDecider, aDraft().events).when(drafting(other), by()).thenRejected('CASE.ALREADY_DRAFTED');
    }
    given(caseDecider, aCase().events).when(draft, by()).thenRejected('CASE.ALREADY_SUBMITTED');
    given(caseDecider, discarded(aDraft()).events).when(draft, by()).thenRejected('CASE.DRAFT_DISCARDED');
    given(caseDecider, aDraft({ by: luis }).events)
      .when(drafting({ providerId: annaId }), byJonas)
      .thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('a draft under an id that is taken', () => {
  it('is another one, where practice or patient differ', () => {
    const other = idOf(12) as PracticeId;
    const context = by(anna, {
      provider: { ...annasAccount, practices: [annasPractice, other] } as typeof annasAccount,
    });
    given(caseDecider, aDraft().events)
      .when(drafting({ practiceId: other }), context)
      .thenRejected('CASE.ALREADY_DRAFTED');
    const another = { ...aPatient().build(), patientId: idOf(29) } as never;
    given(caseDecider, aDraft().events)
      .when(draft, by(anna, { patient: another }))
      .thenRejected('CASE.ALREADY_DRAFTED');
  });

  it('tells nobody else that there is one: no collaborator, no other provider', () => {
    given(caseDecider, aDraft().events)
      .when(drafting({ providerId: annaId }), byJonas)
      .thenRejected('ACCESS.NOT_FOUND');
    const luisAsProvider = { ...person(luisId), isProvider: true };
    const hisPatient = { ...aPatient().build(), providerId: luisId } as never;
    given(caseDecider, aDraft().events)
      .when(draft, by(luisAsProvider, { patient: hisPatient }))
      .thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('discarding a draft', () => {
  const discard: DiscardDraft = { type: 'DiscardDraft', data: {} };
  const through = { through: jonas.collaboratorId };

  it('is the provider’s and its creator’s', () => {
    given(caseDecider, aDraft().events).when(discard, by()).then(discarded(aDraft()).events.slice(1));
    const jonasDraft = aDraft({ by: jonas });
    given(caseDecider, jonasDraft.events).when(discard, byJonas).then(discarded(jonasDraft, through).events.slice(1));
    given(caseDecider, jonasDraft.events)
      .when(discard, by(anna, { roster }))
      .then(discarded(jonasDraft).events.slice(1));
  });

  it('happens once', () => {
    given(caseDecider, discarded(aDraft()).events).when(discard, by()).thenNothing();
    given(caseDecider, discarded(aDraft({ by: jonas }), through).events)
      .when(discard, byJonas)
      .thenNothing();
  });

  it('is nobody else’s, and nothing after the submission', () => {
    for (const other of [person(luisId), person(petraId), technician, administrator]) {
      given(caseDecider, aDraft({ by: jonas }).events)
        .when(discard, by(other, { roster }))
        .thenRejected('ACCESS.NOT_FOUND');
      given(caseDecider, discarded(aDraft()).events)
        .when(discard, by(other, { roster }))
        .thenRejected('ACCESS.NOT_FOUND');
    }
    given(caseDecider).when(discard, by()).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, aCase().events).when(discard, by()).thenRejected('CASE.ALREADY_SUBMITTED');
    given(caseDecider, aCase().events).when(discard, byJonas).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, aDraft().events)
      .when(discard, by({ kind: 'policy', name: 'policy:any' }))
      .thenRejected('ACCESS.DENIED');
  });
});

describe('who sees a draft (product.md D1)', () => {
  const sees = (actor: Actor, of = aDraft({ by: planWell }), changes: Parameters<typeof by>[1] = {}): boolean => {
    const context = by(actor, { roster, ...changes });
    return maySeeDraft({ ...context, draft: of.build() as DraftCase });
  };

  it('the provider and its creator, for an organisation each member', () => {
    expect([anna, person(petraId), person(pauloId)].map((actor) => sees(actor))).toEqual([true, true, true]);
    expect(sees(anna, aDraft())).toBe(true);
  });

  it('nobody else: no other collaborator, not the lab, not an administrator, no rule', () => {
    const others = [
      person(luisId),
      person(jonasId),
      technician,
      administrator,
      { ...person(petraId), registered: false },
    ];
    expect(others.map((actor) => sees(actor))).toEqual([false, false, false, false, false]);
    expect(sees(person(petraId), aDraft())).toBe(false);
    expect(sees({ kind: 'policy', name: 'policy:any' })).toBe(false);
    expect(sees(person(petraId), undefined, { roster: { ...roster, providerId: luisId } })).toBe(false);
  });

  it('not a creator who was paused or removed, or whom the patient shuts out', () => {
    const petra = person(petraId);
    const { collaboratorId } = planWell;
    const paused = built.and({ type: 'CollaboratorPaused', data: { providerId: annaId, collaboratorId } });
    expect(sees(petra, undefined, { roster: paused.build() })).toBe(false);
    expect(sees(petra, undefined, { roster: built.without(planWell).build() })).toBe(false);
    const withdrawn = aPatient().withdrawing([{ of: 'everyone-but-staff' }]);
    expect(sees(petra, undefined, { patient: withdrawn.build() })).toBe(false);
    expect(sees(petra, undefined, { roster: built.policy('per-patient').build() })).toBe(true);
  });
});
