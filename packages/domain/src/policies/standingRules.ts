/**
 * Standing rules share by themselves: at submission, when a missing basis or a new invitation comes, and when they are set.
 * Rules: product.md C3.
 */

import type { RuleMoment } from '../case/sharing/index.js';
import type { EventOf, EventType } from '../events.js';
import type { CaseId, CollaboratorId } from '../ids.js';
import { presentEntries, type RosterEntry, type RosterState } from '../roster/state.js';
import type { Policy, PolicyCommand } from './policy.js';

/** A running case: submitted and not archived. */
export interface RunningCase {
  readonly caseId: CaseId;
  /** Position of its OrderSubmitted. */
  readonly submittedAt: number;
  /** Everybody with whom it is or ever was shared. */
  readonly everSharedWith: readonly CollaboratorId[];
  /** Position at which the newest share with each ended, where it did: of CaseUnshared, GrantExpired or SetupApproved. */
  readonly endedAt: Readonly<Record<CollaboratorId, number>>;
}

export interface StandingRulesView {
  /** Of the event's provider. */
  readonly roster: RosterState;
  /** Position of the entry's newest StandingRuleSet, where there is one. */
  readonly rulesSetAt: Readonly<Record<CollaboratorId, number>>;
  /**
   * The running cases of the event's patient; after an event of the roster those of the provider; after OrderSubmitted
   * they are not asked for. All as of the event or later: what came after it is told by its position.
   */
  readonly cases: readonly RunningCase[];
}

/**
 * What may have been missing when a rule would have acted. Besides consents these are the provider's own confirmations:
 * while they are outdated no rule shares anything, and afterwards it makes up for that.
 */
const basisCame = [
  'ConsentGiven',
  'SharingObjectionLifted',
  'ConsentPolicyChosen',
  'PatientConsentAttested',
  'TermsAccepted',
] as const satisfies readonly EventType[];

/**
 * A rule for all current cases is one command per case, not a bulk act: nothing of it is previewed or undone as one. The
 * commands are small, and each is idempotent, so that whoever runs them may take them in pieces.
 */
export const standingRules: Policy<StandingRulesView> = {
  name: 'policy:standing-rules',
  reactsTo: ['OrderSubmitted', 'StandingRuleSet', 'InvitationResent', ...basisCame],
  react: (event, view) => {
    switch (event.type) {
      case 'OrderSubmitted':
        return ruledEntries(view)
          .filter(({ collaboratorId, rule }) => rule.future && isSetBefore(event.position, collaboratorId, view))
          .map(({ collaboratorId }) => share(event.data.caseId, collaboratorId, 'order-submitted'));
      case 'StandingRuleSet':
        return afterRuleSet(event.data, event.position, view);
      case 'InvitationResent':
        return makingUp(view, event.data.collaboratorId);
      case 'ConsentGiven':
      case 'SharingObjectionLifted':
      case 'ConsentPolicyChosen':
      case 'PatientConsentAttested':
      case 'TermsAccepted':
        return makingUp(view);
      default:
        return [];
    }
  },
};

const ruledEntries = ({ roster }: StandingRulesView): readonly RosterEntry[] =>
  presentEntries(roster).filter(({ rule }) => rule.current || rule.future);

/**
 * The cases that were current when the rule was set, however late this is. Only for the newest rule: one that has been set
 * since speaks for itself. What the provider has taken back since stays taken back.
 */
const afterRuleSet = (
  { collaboratorId, rule }: EventOf<'StandingRuleSet'>['data'],
  setAt: number,
  { roster, cases }: StandingRulesView,
): readonly PolicyCommand[] =>
  rule.current && roster.entries[collaboratorId]?.rule.current
    ? cases
        .filter(({ submittedAt, endedAt }) => submittedAt < setAt && (endedAt[collaboratorId] ?? -1) < setAt)
        .map(({ caseId }) => share(caseId, collaboratorId, 'rule-set'))
    : [];

/** What the rules cover and have not shared yet; of one entry alone where it is named. */
const makingUp = (view: StandingRulesView, only?: CollaboratorId): readonly PolicyCommand[] =>
  view.cases.flatMap((on) =>
    ruledEntries(view)
      .filter((entry) => (only === undefined || entry.collaboratorId === only) && isMissing(on, entry, view))
      .map(({ collaboratorId }) => share(on.caseId, collaboratorId, 'basis-came')),
  );

/** The rule covers the case, as a current one when it was set or as a later one, and has never shared it. */
const isMissing = (
  { submittedAt, everSharedWith }: RunningCase,
  { collaboratorId, rule }: RosterEntry,
  view: StandingRulesView,
): boolean => {
  if (view.rulesSetAt[collaboratorId] === undefined || everSharedWith.includes(collaboratorId)) return false;
  return isSetBefore(submittedAt, collaboratorId, view) ? rule.future : rule.current;
};

/** The entry's rule is older than the order at that position, which then is a future case to it, no current one. */
const isSetBefore = (submittedAt: number, id: CollaboratorId, { rulesSetAt }: StandingRulesView): boolean => {
  const setAt = rulesSetAt[id];
  return setAt !== undefined && setAt < submittedAt;
};

const share = (caseId: CaseId, collaboratorId: CollaboratorId, because: RuleMoment): PolicyCommand => ({
  on: { case: caseId },
  command: { type: 'ShareByRule', data: { collaboratorId, because } },
});
