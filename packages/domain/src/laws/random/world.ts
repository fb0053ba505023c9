/** One provider's small world, whole: everybody's accounts, the roster, a patient, two cases, the conversations of the first. */

import { type AccountCommand, accountDecider, type AccountEvent, type AccountState } from '../../account/index.js';
import { type Act, judge, type Judgement } from '../../access/index.js';
import { type CaseCommand, caseDecider, type CaseEvent, type CaseState, type SubmittedCase } from '../../case/index.js';
import { catalogue } from '../../catalogue/index.js';
import type { Actor } from '../../context.js';
import {
  type ConversationCommand,
  conversationDecider,
  type ConversationEvent,
  type ConversationState,
} from '../../conversation/index.js';
import { DomainError } from '../../errors.js';
import type { DomainEvent } from '../../events.js';
import type { CaseId, CollaboratorId, PersonId, RecipientId } from '../../ids.js';
import { type OrganisationCommand, organisationDecider, type OrganisationEvent } from '../../organisation/index.js';
import {
  type PatientCommand,
  patientDecider,
  type PatientEvent,
  type PatientIdentity,
  type Treatment,
} from '../../patient/index.js';
import type { Personal } from '../../personal.js';
import { type Recipient, type RosterCommand, rosterDecider, type RosterEvent } from '../../roster/index.js';
import { annaId, caseId, planWellId, TEXTS } from '../../testing/index.js';
import type { Instant } from '../../time.js';

/** A command, and to which stream. */
export type Aimed =
  | { readonly at: 'account'; readonly of: PersonId; readonly command: AccountCommand }
  | { readonly at: 'organisation'; readonly command: OrganisationCommand }
  | { readonly at: 'roster'; readonly command: RosterCommand }
  | { readonly at: 'patient'; readonly command: PatientCommand }
  | { readonly at: 'case'; readonly of: CaseId; readonly command: CaseCommand }
  | { readonly at: 'conversation'; readonly with: CollaboratorId; readonly command: ConversationCommand };

export type Step = Aimed & { readonly actor: Actor; readonly now: Instant };
export type Outcome = readonly DomainEvent[] | DomainError;

export class World {
  readonly events: DomainEvent[] = [];
  readonly accounts = new Map<PersonId, AccountState>();
  readonly cases = new Map<CaseId, CaseState>();
  readonly conversations = new Map<CollaboratorId, ConversationState>();
  organisation = organisationDecider.initial;
  roster = rosterDecider.initial;
  patient = patientDecider.initial;
  private identity: Personal<PatientIdentity> | undefined;
  /** When a case ended last. */
  private endedAt: Instant | undefined;

  constructor(events: readonly DomainEvent[] = []) {
    this.record(events);
  }

  account(id: PersonId): AccountState {
    return this.accounts.get(id) ?? accountDecider.initial;
  }

  case(id: CaseId = caseId): CaseState {
    return this.cases.get(id) ?? caseDecider.initial;
  }

  conversation(id: CollaboratorId): ConversationState {
    return this.conversations.get(id) ?? conversationDecider.initial;
  }

  /** The first case, once its order is submitted. */
  get submitted(): SubmittedCase | undefined {
    const on = this.case();
    return on.status === 'submitted' ? on : undefined;
  }

  get organisations() {
    return new Map([[planWellId, this.organisation]]);
  }

  states() {
    const { accounts, cases, conversations, organisation, roster, patient } = this;
    return {
      accounts: [...accounts],
      cases: [...cases],
      conversations: [...conversations],
      organisation,
      roster,
      patient,
    };
  }

  /** What the decider answers; a refusal is a DomainError, never anything else. */
  decide(step: Step): Outcome {
    try {
      return this.decided(step);
    } catch (refusal) {
      if (refusal instanceof DomainError) return refusal;
      throw refusal;
    }
  }

  /** Records what the decider answers, and tells it. */
  take(step: Step): Outcome {
    const outcome = this.decide(step);
    if (!(outcome instanceof DomainError)) this.record(outcome, step.now);
    return outcome;
  }

  /** `undefined` before there is a case to ask about. */
  judge(act: Act, actor: Actor, now: Instant, collaboratorId?: CollaboratorId): Judgement | undefined {
    const { submitted: on, roster, patient, organisations } = this;
    const through = collaboratorId === undefined ? {} : { collaboratorId };
    return on && judge({ act, actor, now, case: on, roster, patient, organisations, ...through });
  }

  private decided(step: Step): readonly DomainEvent[] {
    const { actor, now } = step;
    const { roster, patient, organisations } = this;
    const asked = { actor, now, texts: TEXTS };
    const around = { ...asked, roster, patient, organisations, provider: this.account(annaId) };
    switch (step.at) {
      case 'account': {
        const providers = new Map([[annaId, this.account(annaId)]]);
        return accountDecider.decide(step.command, this.account(step.of), { actor, now, providers });
      }
      case 'organisation': {
        const { data } = step.command;
        const member = 'personId' in data ? { member: this.account(data.personId) } : {};
        return organisationDecider.decide(step.command, this.organisation, { actor, now, ...member });
      }
      case 'roster':
        return rosterDecider.decide(step.command, roster, { ...asked, ...this.recipientOf(step.command) });
      case 'patient': {
        const { identity, treatment } = this;
        const known = { ...(identity && { identity }), treatment };
        return patientDecider.decide(step.command, patient, { actor, now, roster, organisations, ...known });
      }
      case 'case': {
        const context = { ...around, knownThrough: this.case() };
        return caseDecider.decide(step.command, this.case(step.of), context);
      }
      case 'conversation': {
        const context = { ...around, case: this.case(), collaboratorId: step.with };
        return conversationDecider.decide(step.command, this.conversation(step.with), context);
      }
    }
  }

  private recipientOf({ data }: RosterCommand): { readonly recipient?: Recipient } {
    const named = 'recipientId' in data ? data.recipientId : undefined;
    const entry = 'collaboratorId' in data ? this.roster.entries[data.collaboratorId] : undefined;
    const id: RecipientId | undefined = named ?? entry?.recipientId;
    if (id === undefined) return {};
    if (id === planWellId) return { recipient: { of: 'organisation', organisation: this.organisation } };
    return { recipient: { of: 'person', account: this.account(id as PersonId) } };
  }

  private get treatment(): Treatment {
    const all = [...this.cases.values()].filter((on): on is SubmittedCase => on.status === 'submitted');
    if (all.length === 0) return { state: 'none' };
    const { endedAt } = this;
    const isRunning = all.some(({ facts: { life } }) => life.ended === undefined);
    return isRunning || endedAt === undefined ? { state: 'running' } : { state: 'ended', endedAt };
  }

  private record(events: readonly DomainEvent[], now?: Instant): void {
    for (const event of events) {
      this.events.push(event);
      if (event.type === 'CaseCompleted' || event.type === 'CaseCancelled' || event.type === 'CaseClosed')
        this.endedAt = now;
      if (event.type === 'PatientRegistered' || event.type === 'PatientCorrected') this.identity = event.data.identity;
      if (isAccount(event)) {
        const { personId } = event.data;
        this.accounts.set(personId, accountDecider.evolve(this.account(personId), event));
      } else if (isCase(event)) {
        const { caseId: of } = event.data;
        this.cases.set(of, caseDecider.evolve(this.case(of), event));
      } else if (isConversation(event)) {
        const { collaboratorId } = event.data;
        const before = this.conversation(collaboratorId);
        this.conversations.set(collaboratorId, conversationDecider.evolve(before, event));
      } else if (isOrganisation(event)) this.organisation = organisationDecider.evolve(this.organisation, event);
      else if (isRoster(event)) this.roster = rosterDecider.evolve(this.roster, event);
      else if (isPatient(event)) this.patient = patientDecider.evolve(this.patient, event);
    }
  }
}

const within =
  <Event extends DomainEvent>(category: string) =>
  (event: DomainEvent): event is Event =>
    catalogue[event.type].category === category;
const isAccount = within<AccountEvent>(accountDecider.category);
const isCase = within<CaseEvent>(caseDecider.category);
const isConversation = within<ConversationEvent>(conversationDecider.category);
const isOrganisation = within<OrganisationEvent>(organisationDecider.category);
const isRoster = within<RosterEvent>(rosterDecider.category);
const isPatient = within<PatientEvent>(patientDecider.category);
