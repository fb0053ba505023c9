import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '../events.js';
import type { CaseId, CollaboratorId } from '../ids.js';
import { emptyRoster, type StandingRule } from '../roster/index.js';
import {
  aCase,
  annaId,
  aPatient,
  caseId,
  type Collaborator,
  everybody,
  idOf,
  inDays,
  invitationOf,
  luis,
  mei,
  newInvitationOf,
  NOW,
  patientId,
  planWell,
  recorded,
  TEXTS,
} from '../testing/index.js';
import { type RunningCase, standingRules, type StandingRulesView } from './standingRules.js';

const ruleSet = ({ collaboratorId }: Collaborator, current: boolean, future: boolean): DomainEvent => ({
  type: 'StandingRuleSet',
  data: { providerId: annaId, collaboratorId, rule: { current, future } satisfies StandingRule },
});
const running = (
  number: number,
  submittedAt: number,
  everSharedWith: readonly Collaborator[] = [],
  endedAt: RunningCase['endedAt'] = {},
): RunningCase => ({
  caseId: idOf(number) as CaseId,
  submittedAt,
  everSharedWith: everSharedWith.map(({ collaboratorId }) => collaboratorId),
  endedAt,
});
/** Luis gets current cases, Mei future ones, PlanWell both, Jonas none; the rules were set at position 50. */
const roster = everybody().and(
  ...[ruleSet(luis, true, false), ruleSet(mei, false, true), ruleSet(planWell, true, true)].flatMap((event) =>
    event.type === 'StandingRuleSet' ? [event] : [],
  ),
);
const rulesSetAt: Record<CollaboratorId, number> = {
  [luis.collaboratorId]: 50,
  [mei.collaboratorId]: 50,
  [planWell.collaboratorId]: 50,
};
const view = (...cases: readonly RunningCase[]): StandingRulesView => ({ roster: roster.build(), rulesSetAt, cases });
const share = (caseId: string, { collaboratorId }: Collaborator, because: string) => ({
  on: { case: caseId },
  command: { type: 'ShareByRule', data: { collaboratorId, because } },
});
const [orderSubmitted] = aCase().events;
const consentGiven = aPatient().consenting([{ of: 'everyone' }]).events[1];

describe('the policy of standing rules (product.md C3)', () => {
  it('shares a new case with everybody who gets future ones', () => {
    if (!orderSubmitted) throw new Error('No order.');
    expect(standingRules.react(recorded(orderSubmitted), view())).toEqual([
      share(caseId, mei, 'order-submitted'),
      share(caseId, planWell, 'order-submitted'),
    ]);
    expect(standingRules.react(recorded(orderSubmitted), { ...view(), roster: emptyRoster })).toEqual([]);
  });

  it('shares no case by a rule that was set after its order: that rule speaks for itself', () => {
    if (!orderSubmitted) throw new Error('No order.');
    const since = { ...view(), rulesSetAt: { ...rulesSetAt, [mei.collaboratorId]: 101 } };
    expect(standingRules.react(recorded(orderSubmitted, 100), since)).toEqual([
      share(caseId, planWell, 'order-submitted'),
    ]);
  });

  it('leaves the removed out', () => {
    if (!orderSubmitted) throw new Error('No order.');
    const without = { ...view(), roster: roster.without(planWell).build() };
    expect(standingRules.react(recorded(orderSubmitted), without)).toEqual([share(caseId, mei, 'order-submitted')]);
  });

  it('shares every running case when a rule for current ones is set', () => {
    const cases = view(running(31, 10), running(32, 60, [luis]));
    expect(standingRules.react(recorded(ruleSet(luis, true, false), 70), cases)).toEqual([
      share(idOf(31), luis, 'rule-set'),
      share(idOf(32), luis, 'rule-set'),
    ]);
    expect(standingRules.react(recorded(ruleSet(mei, false, true), 70), cases)).toEqual([]);
  });

  it('takes no case for current that was submitted after the rule was set, however late it acts', () =>
    expect(
      standingRules.react(recorded(ruleSet(luis, true, false), 70), view(running(31, 10), running(32, 71))),
    ).toEqual([share(idOf(31), luis, 'rule-set')]));

  it('does not share again what was taken back after the rule was set, only what was before', () => {
    const takenBack = (at: number) => running(31, 10, [luis], { [luis.collaboratorId]: at });
    const react = (on: RunningCase) => standingRules.react(recorded(ruleSet(luis, true, false), 70), view(on));
    expect(react(takenBack(69))).toEqual([share(idOf(31), luis, 'rule-set')]);
    expect(react(takenBack(71))).toEqual([]);
  });

  it('does not act on a rule that was replaced since', () =>
    expect(standingRules.react(recorded(ruleSet(mei, true, true), 40), view(running(31, 10)))).toEqual([]));

  const basisCame: readonly DomainEvent[] = [
    ...(consentGiven ? [consentGiven] : []),
    {
      type: 'SharingObjectionLifted',
      data: { patientId, providerId: annaId, recipients: [{ of: 'everyone' }], declaredBy: 'patient', occurredAt: NOW },
    },
    { type: 'ConsentPolicyChosen', data: { providerId: annaId, policy: 'attestation' } },
    { type: 'PatientConsentAttested', data: { providerId: annaId, textVersion: TEXTS.attestationVersion } },
    { type: 'TermsAccepted', data: { providerId: annaId, termsVersion: TEXTS.termsVersion } },
  ];

  it.each(basisCame.map((event) => [event.type, event] as const))(
    'makes up after %s for what each rule covers and has never shared',
    (_type, event) => {
      const cases = view(running(31, 10), running(32, 60), running(33, 10, [luis, planWell]), running(34, 60, [mei]));
      expect(standingRules.react(recorded(event), cases)).toEqual([
        share(idOf(31), luis, 'basis-came'),
        share(idOf(31), planWell, 'basis-came'),
        share(idOf(32), mei, 'basis-came'),
        share(idOf(32), planWell, 'basis-came'),
        share(idOf(34), planWell, 'basis-came'),
      ]);
      expect(standingRules.react(recorded(event), { ...cases, rulesSetAt: {} })).toEqual([]);
    },
  );

  it('makes up after a new invitation for what its entry’s rule covers, and for no other entry', () => {
    const resent: DomainEvent = {
      type: 'InvitationResent',
      data: {
        providerId: annaId,
        collaboratorId: planWell.collaboratorId,
        invitationId: newInvitationOf(planWell),
        replaces: invitationOf(planWell),
        expiresAt: inDays(30),
      },
    };
    const cases = view(running(31, 10), running(32, 60), running(33, 60, [planWell]));
    expect(standingRules.react(recorded(resent), cases)).toEqual([
      share(idOf(31), planWell, 'basis-came'),
      share(idOf(32), planWell, 'basis-came'),
    ]);
  });

  it('reacts to nothing else', () => {
    const other = recorded({ type: 'CaseClosed', data: { caseId, patientId, providerId: annaId } });
    expect(standingRules.react(other, view(running(31, 10)))).toEqual([]);
    expect([...standingRules.reactsTo].sort()).toEqual(
      ['OrderSubmitted', 'StandingRuleSet', 'InvitationResent', ...basisCame.map(({ type }) => type)].sort(),
    );
  });
});
