/** The facts that say who is told, from folded states. Rules: product.md B4, B5, B8, G2, G3. */

import { mayRecipientSee } from '../access/seeing.js';
import { type AccountState, isProviderAccount } from '../account/state.js';
import type { CaseState, Grant } from '../case/state.js';
import type { CaseId, CollaboratorId, OrganisationId, PersonId } from '../ids.js';
import type { OrganisationState } from '../organisation/state.js';
import { consentStanding } from '../patient/consents.js';
import { consentsOf, type PatientState } from '../patient/state.js';
import type { RosterEntry, RosterState } from '../roster/state.js';
import type { Instant } from '../time.js';
import type { EntryView, NoticeView, ShareView } from './view.js';

/** What sight rests on: one provider's roster, and cases of theirs, each with its patient. */
export interface Sights {
  readonly roster: RosterState;
  readonly cases: readonly { readonly case: CaseState; readonly patient: PatientState }[];
}

export interface NoticeFacts {
  /** All that was recorded before the event; what the event is not about may be as in `after`. */
  readonly before: Sights;
  /** With the event; later events may be in it too. */
  readonly after: Sights;
  /** The organisations that stand in the roster. */
  readonly organisations: ReadonlyMap<OrganisationId, OrganisationState>;
  /** The people who stand in the roster: who has none is asked to complete the registration. */
  readonly accounts: ReadonlyMap<PersonId, AccountState>;
  /** When it is told. */
  readonly now: Instant;
}

export const noticeView = (facts: NoticeFacts): NoticeView => ({
  entries: Object.values(facts.after.roster.entries).map((entry) => entryView(entry, facts)),
  shares: facts.after.cases.flatMap((after) =>
    after.case.status === 'submitted' ? sharesOf(after.case.caseId, facts) : [],
  ),
});

const entryView = (entry: RosterEntry, { before, organisations, accounts }: NoticeFacts): EntryView => {
  const { collaboratorId, recipientId, recipientKind } = entry;
  const wasActive = before.roster.entries[collaboratorId]?.status === 'active';
  if (recipientKind === 'treatment-planning-service') {
    const organisation = organisations.get(recipientId as OrganisationId);
    const people = organisation?.status === 'registered' ? organisation.members : [];
    return { collaboratorId, people, wasActive, asks: 'accept-responsibility' };
  }
  const personId = recipientId as PersonId;
  const asks = isProviderAccount(accounts.get(personId)) ? 'accept-responsibility' : 'complete-registration';
  return { collaboratorId, people: [personId], wasActive, asks };
};

const sharesOf = (caseId: CaseId, { before, after, now }: NoticeFacts): readonly ShareView[] => {
  const were = grantsOf(before, caseId);
  const are = grantsOf(after, caseId);
  return [...new Set([...Object.keys(were), ...Object.keys(are)] as CollaboratorId[])].map((collaboratorId) => {
    const was = sightBy(were[collaboratorId], before, caseId, now);
    const is = sightBy(are[collaboratorId], after, caseId, now);
    return {
      caseId,
      collaboratorId,
      open: are[collaboratorId] !== undefined,
      sees: is.sees,
      lost: was.seesUntilAnEvent && !is.seesUntilAnEvent,
    };
  });
};

type Grants = Readonly<Record<CollaboratorId, Grant>>;

const ofCase = ({ cases }: Sights, caseId: CaseId) =>
  cases.find(({ case: one }) => one.status === 'submitted' && one.caseId === caseId);

const grantsOf = (sights: Sights, caseId: CaseId): Grants => {
  const found = ofCase(sights, caseId)?.case;
  return found?.status === 'submitted' ? found.grants : {};
};

/** `seesUntilAnEvent`: leaving aside that an end by date may have come, which is told when it is recorded. */
const sightBy = (grant: Grant | undefined, sights: Sights, caseId: CaseId, now: Instant) => {
  const patient = ofCase(sights, caseId)?.patient;
  if (!grant || !patient) return { sees: false, seesUntilAnEvent: false };
  const { collaboratorId, recipientKind, purpose } = grant;
  const rest = {
    entry: sights.roster.entries[collaboratorId],
    policy: sights.roster.policy,
    consent: consentStanding(consentsOf(patient), grant, purpose),
    now,
  };
  return {
    sees: mayRecipientSee({ grant, ...rest }).sees,
    seesUntilAnEvent: mayRecipientSee({ grant: { recipientKind }, ...rest }).sees,
  };
};
