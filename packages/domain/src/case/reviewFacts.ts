/** How events change the facts that the status of a case is derived from. Rules: product.md C6, C7. */

import type { CollaboratorId } from '../ids.js';
import type { CaseEvent } from './events.js';
import type { NewestSetup, ReviewFacts, Verdict, Verdicts } from './status.js';

/** Never throws; `undefined` before the order was submitted. */
export const evolveReview = (facts: ReviewFacts | undefined, event: CaseEvent): ReviewFacts | undefined => {
  if (event.type === 'OrderSubmitted') {
    const { kind, reviewRule } = event.data;
    return facts ?? { orderKind: kind, archived: false, rule: reviewRule, grants: {}, setup: { state: 'none' } };
  }
  if (!facts) return undefined;
  switch (event.type) {
    case 'CaseShared': {
      const { collaboratorId, ends } = event.data;
      return { ...facts, grants: { ...facts.grants, [collaboratorId]: { endsOnApproval: ends?.on === 'approval' } } };
    }
    case 'CaseUnshared':
      return withoutGrants(facts, [event.data.collaboratorId]);
    case 'SetupReadyForReview':
      return { ...facts, setup: { state: 'open', version: event.data.setupVersion, verdicts: {} } };
    case 'SetupApproved': {
      const approved = { ...facts, setup: judged(facts.setup, event.data.setupVersion, approve) };
      return approved.setup === facts.setup ? facts : withoutGrants(approved, endingOnApproval(facts));
    }
    case 'CaseClosed':
      return { ...facts, archived: true };
    default:
      return { ...facts, setup: judged(facts.setup, event.data.setupVersion, (setup) => verdictOn(setup, event)) };
  }
};

type PublishedSetup = Exclude<NewestSetup, { state: 'none' }>;
type VerdictEvent = Extract<
  CaseEvent,
  { type: 'SetupMarkedReady' | 'SetupDeclinedByCollaborator' | 'SetupSentBack' | 'SetupDeclined' }
>;

/** A judgement counts only on the newest version (C8). */
const judged = (setup: NewestSetup, version: number, change: (setup: PublishedSetup) => PublishedSetup): NewestSetup =>
  setup.state === 'none' || setup.version !== version ? setup : change(setup);

const approve = ({ version, verdicts }: PublishedSetup): PublishedSetup => ({ state: 'approved', version, verdicts });

const verdictOn = (setup: PublishedSetup, event: VerdictEvent): PublishedSetup => {
  const { version, verdicts } = setup;
  if (setup.state === 'approved') return setup;
  switch (event.type) {
    case 'SetupMarkedReady': {
      const { collaboratorId, personId, words } = event.data;
      const verdict: Verdict = { act: 'ready', personId, ...(words && { messageId: words.messageId }) };
      return { ...setup, verdicts: { ...verdicts, [collaboratorId]: verdict } };
    }
    case 'SetupDeclinedByCollaborator': {
      const { collaboratorId, personId, words } = event.data;
      const { messageId } = words;
      const declined: Verdicts = { ...verdicts, [collaboratorId]: { act: 'declined', personId, messageId } };
      return { state: 'declined', version, verdicts: declined, declinedBy: collaboratorId, messageId };
    }
    case 'SetupSentBack': {
      if (setup.state === 'declined' && setup.declinedBy === 'provider') return setup;
      const { collaboratorId, words } = event.data;
      const reopened: Verdicts = { ...verdicts, [collaboratorId]: { act: 'sent-back', messageId: words.messageId } };
      return { state: 'open', version, verdicts: reopened };
    }
    case 'SetupDeclined':
      return { state: 'declined', version, verdicts, declinedBy: 'provider', messageId: event.data.words.messageId };
  }
};

/** Unsharing voids that collaborator's verdict; a version they declined stays declined, the lab has been asked (C6). */
const withoutGrants = (facts: ReviewFacts, gone: readonly CollaboratorId[]): ReviewFacts => ({
  ...facts,
  grants: omit(facts.grants, gone),
  setup: facts.setup.state === 'none' ? facts.setup : { ...facts.setup, verdicts: omit(facts.setup.verdicts, gone) },
});

const endingOnApproval = (facts: ReviewFacts): readonly CollaboratorId[] =>
  (Object.keys(facts.grants) as CollaboratorId[]).filter((id) => facts.grants[id]?.endsOnApproval);

const omit = <Value>(
  record: Readonly<Record<CollaboratorId, Value>>,
  gone: readonly CollaboratorId[],
): Readonly<Record<CollaboratorId, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => !gone.some((other) => other === id)));
