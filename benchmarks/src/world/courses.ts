/**
 * How cases go, each told once: every event is what a decider answered, with the people of the domain's examples. Ids mean
 * nothing to deciders, so the same course under other ids is one that they would decide as well.
 */

import {
  caseDecider,
  type CaseCommand,
  type CaseEvent,
  conversationDecider,
  type ConversationEvent,
  fold,
  patientDecider,
  type PatientEvent,
  type PersonActor,
} from '@konsil/domain';
import {
  anna,
  annasPractice,
  by,
  caseId,
  type Collaborator,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  messageOf,
  mira,
  NOW,
  orderNumber,
  patientId,
  person,
  technician,
} from '@konsil/domain/testing';

const TEXT = 'Bitte den Engstand in der Front noch einmal ansehen; the attachment on 13 looks too flat to me.';

export interface Course {
  readonly patient: readonly PatientEvent[];
  readonly case: readonly CaseEvent[];
  /** By the collaborator's entry. */
  readonly conversations: ReadonlyMap<Collaborator, readonly ConversationEvent[]>;
}

class Telling implements Course {
  readonly patient = patientDecider.decide(
    { type: 'RegisterPatient', data: { patientId, identity: mira } },
    patientDecider.initial,
    by(),
  );
  readonly case: CaseEvent[] = [];
  readonly conversations = new Map<Collaborator, ConversationEvent[]>();
  #words = 0;

  #nextWords(): { readonly messageId: ReturnType<typeof messageOf>; readonly text: string } {
    this.#words += 1;
    return { messageId: messageOf(this.#words), text: TEXT };
  }

  act(command: CaseCommand, actor: PersonActor = anna): this {
    this.case.push(...caseDecider.decide(command, fold(caseDecider.evolve, caseDecider.initial, this.case), by(actor)));
    return this;
  }

  ordered(): this {
    return this.act({ type: 'SubmitOrder', data: { caseId, orderNumber, kind: 'aligner', practiceId: annasPractice } });
  }

  shared(...collaborators: readonly Collaborator[]): this {
    const add = collaborators.map(({ collaboratorId }) => ({ collaboratorId }));
    return this.act({ type: 'ChangeSharing', data: { add, remove: [] } });
  }

  setup(setupVersion: number): this {
    return this.act({ type: 'PublishSetup', data: { setupVersion, occurredAt: NOW } }, technician);
  }

  ready(setupVersion: number, actor = person(luisId)): this {
    return this.act({ type: 'MarkSetupReady', data: { setupVersion } }, actor);
  }

  declined(setupVersion: number): this {
    return this.act({ type: 'DeclineSetup', data: { setupVersion, words: this.#nextWords() } }, person(luisId));
  }

  approved(setupVersion: number): this {
    return this.act({ type: 'ApproveSetup', data: { setupVersion, caseType: 'two' } });
  }

  shipped(): this {
    const data = { orderNumber, phase: 1, last: true, occurredAt: NOW };
    return this.act({ type: 'ShipOrder', data }, technician);
  }

  said(collaborator: Collaborator, ...actors: readonly PersonActor[]): this {
    const said = this.conversations.get(collaborator) ?? [];
    this.conversations.set(collaborator, said);
    const state = fold(caseDecider.evolve, caseDecider.initial, this.case);
    for (const actor of actors) {
      const context = { ...by(actor), case: state, collaboratorId: collaborator.collaboratorId };
      const before = fold(conversationDecider.evolve, conversationDecider.initial, said);
      said.push(...conversationDecider.decide({ type: 'PostMessage', data: this.#nextWords() }, before, context));
    }
    return this;
  }
}

const newCase = (): Telling => new Telling().ordered();
const reviewed = (): Telling => newCase().shared(luis).setup(1);

/** From the order alone to the end; most are under way and shared with Luis. */
export const COURSES: readonly Course[] = [
  newCase(),
  newCase().shared(luis),
  newCase().shared(luis).said(luis, anna, person(luisId)),
  reviewed(),
  reviewed().said(luis, anna, person(luisId), anna),
  reviewed().ready(1),
  reviewed().declined(1).setup(2).said(luis, person(luisId)),
  newCase().shared(luis, jonas, mei).setup(1).ready(1, person(jonasId)).said(luis, anna).said(jonas, person(jonasId)),
  reviewed().ready(1).approved(1),
  reviewed().ready(1).approved(1).shipped().act({ type: 'CompleteCase', data: {} }),
];
