/** How events change the facts that the status of a case is derived from. Rules: product.md C6, C7, D2. */

import type { CollaboratorId } from '../../ids.js';
import type { CaseEvent, OrderKind, ReviewRule } from '../events/index.js';
import { beginningOfLife, evolveLife } from './evolveLife.js';
import type { CaseFacts, NewestSetup, Verdict, Verdicts } from './facts.js';

/** Never throws; `undefined` before the order was submitted. */
export const evolveFacts = (facts: CaseFacts | undefined, event: CaseEvent): CaseFacts | undefined => {
  if (event.type === 'OrderSubmitted') return facts ?? submitted(event.data);
  if (!facts) return undefined;
  switch (event.type) {
    case 'CaseShared':
    case 'GrantRenewed': {
      const { collaboratorId, ends } = event.data;
      if (event.type === 'GrantRenewed' && !facts.grants[collaboratorId]) return facts;
      return { ...facts, grants: { ...facts.grants, [collaboratorId]: { endsOnApproval: ends?.on === 'approval' } } };
    }
    case 'CaseUnshared':
    case 'GrantExpired':
      return withoutGrants(facts, [event.data.collaboratorId]);
    case 'SetupReadyForReview':
      return {
        ...facts,
        setup: { state: 'open', version: event.data.setupVersion, verdicts: {} },
        revisionAsked: false,
      };
    case 'SetupApproved': {
      const approved = { ...facts, setup: judged(facts.setup, event.data.setupVersion, approve) };
      if (approved.setup === facts.setup) return facts;
      const life = { ...facts.life, shipped: 'nothing' } as const;
      return withoutGrants({ ...approved, life }, endingOnApproval(facts));
    }
    case 'RevisionRequested':
      return { ...facts, revisionAsked: true };
    case 'ReviewRuleChosen':
      return { ...facts, rule: event.data.reviewRule };
    case 'SetupMarkedReady':
    case 'SetupDeclinedByCollaborator':
    case 'SetupSentBack':
    case 'SetupDeclined':
      return { ...facts, setup: judged(facts.setup, event.data.setupVersion, (setup) => verdictOn(setup, event)) };
    default:
      return { ...facts, life: evolveLife(facts.life, event) };
  }
};

const submitted = ({ kind, reviewRule }: { readonly kind: OrderKind; readonly reviewRule: ReviewRule }): CaseFacts => ({
  orderKind: kind,
  rule: reviewRule,
  grants: {},
  setup: { state: 'none' },
  revisionAsked: false,
  life: beginningOfLife,
});

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
const withoutGrants = (facts: CaseFacts, gone: readonly CollaboratorId[]): CaseFacts => ({
  ...facts,
  grants: omit(facts.grants, gone),
  setup: facts.setup.state === 'none' ? facts.setup : { ...facts.setup, verdicts: omit(facts.setup.verdicts, gone) },
});

const endingOnApproval = (facts: CaseFacts): readonly CollaboratorId[] =>
  (Object.keys(facts.grants) as CollaboratorId[]).filter((id) => facts.grants[id]?.endsOnApproval);

const omit = <Value>(
  record: Readonly<Record<CollaboratorId, Value>>,
  gone: readonly CollaboratorId[],
): Readonly<Record<CollaboratorId, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => !gone.some((other) => other === id)));
