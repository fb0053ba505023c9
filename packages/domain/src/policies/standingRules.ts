/** Standing rules share by themselves: at submission, when a missing basis comes, and when they are set. Rules: product.md C3. */

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
}

export interface StandingRulesView {
  /** Of the event's provider. */
  readonly roster: RosterState;
  /** Position of the entry's newest StandingRuleSet, where there is one. */
  readonly rulesSetAt: Readonly<Record<CollaboratorId, number>>;
  /**
   * The running cases of the event's patient; after an event of the roster those of the provider; after OrderSubmitted
   * they are not asked for.
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
  reactsTo: ['OrderSubmitted', 'StandingRuleSet', ...basisCame],
  react: (event, view) => {
    switch (event.type) {
      case 'OrderSubmitted':
        return ruledEntries(view)
          .filter(({ rule }) => rule.future)
          .map(({ collaboratorId }) => share(event.data.caseId, collaboratorId, 'order-submitted'));
      case 'StandingRuleSet':
        return afterRuleSet(event.data, view);
      case 'ConsentGiven':
      case 'SharingObjectionLifted':
      case 'ConsentPolicyChosen':
      case 'PatientConsentAttested':
      case 'TermsAccepted':
        return view.cases.flatMap((on) =>
          ruledEntries(view)
            .filter((entry) => isMissing(on, entry, view))
            .map(({ collaboratorId }) => share(on.caseId, collaboratorId, 'basis-came')),
        );
      default:
        return [];
    }
  },
};

const ruledEntries = ({ roster }: StandingRulesView): readonly RosterEntry[] =>
  presentEntries(roster).filter(({ rule }) => rule.current || rule.future);

/** Only for the newest rule: one that has been set since speaks for itself. */
const afterRuleSet = (
  { collaboratorId, rule }: EventOf<'StandingRuleSet'>['data'],
  { roster, cases }: StandingRulesView,
): readonly PolicyCommand[] =>
  rule.current && roster.entries[collaboratorId]?.rule.current
    ? cases.map(({ caseId }) => share(caseId, collaboratorId, 'rule-set'))
    : [];

/** The rule covers the case, as a current one when it was set or as a later one, and has never shared it. */
const isMissing = (
  { submittedAt, everSharedWith }: RunningCase,
  { collaboratorId, rule }: RosterEntry,
  { rulesSetAt }: StandingRulesView,
): boolean => {
  const setAt = rulesSetAt[collaboratorId];
  if (setAt === undefined || everSharedWith.includes(collaboratorId)) return false;
  return submittedAt < setAt ? rule.current : rule.future;
};

const share = (caseId: CaseId, collaboratorId: CollaboratorId, because: RuleMoment): PolicyCommand => ({
  on: { case: caseId },
  command: { type: 'ShareByRule', data: { collaboratorId, because } },
});
