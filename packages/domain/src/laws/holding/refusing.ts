/** Nobody sees or changes anything without standing. Rules: product.md G2, G3; domain-facts.md (Permissions). */

import { expect } from '@jest/globals';
import { type Answer, oracle } from '../../access/reference/oracle.js';
import type { PersonActor } from '../../context.js';
import { DomainError } from '../../errors.js';
import type { DomainEvent } from '../../events.js';
import { annaId, caseId, inDays, person, technicianId } from '../../testing/index.js';
import { type Law, whenTaken } from '../random/decided.js';
import { everyone } from '../random/moves/index.js';
import type { Step } from '../random/world.js';

/** Which act a command on a case or in a conversation is; what is not here is no act on a case that is there. */
const actOf: Readonly<Record<string, string>> = {
  PostMessage: 'post-message',
  MarkMessagesRead: 'mark-messages-read',
  RecordTranslation: 'translate-message',
  ChangeSharing: 'change-sharing',
  RenewGrant: 'change-sharing',
  ChooseReviewRule: 'choose-review-rule',
  RequestRecords: 'check-records',
  RejectRecords: 'check-records',
  CompleteRecords: 'check-records',
  PublishSetup: 'publish-setup',
  MarkSetupReady: 'mark-setup-ready',
  DeclineSetup: 'decline-setup',
  SendSetupBack: 'send-setup-back',
  ApproveSetup: 'approve-setup',
  TakePen: 'hold-pen',
  PassPen: 'hold-pen',
  ReleasePen: 'hold-pen',
  RequestRevision: 'request-revision',
  OrderRetainer: 'order-retainer',
  OrderReplacement: 'order-replacement',
  ShipOrder: 'ship-order',
  OrderTps: 'order-tps',
  CompleteTps: 'complete-tps',
  CancelTps: 'cancel-tps',
  UpgradeCaseType: 'upgrade-case-type',
  ChangePractice: 'change-practice',
  PutOnHold: 'hold-case',
  Resume: 'hold-case',
  CompleteCase: 'complete-case',
  CancelCase: 'cancel-case',
  CloseCase: 'close-case',
  ReopenCase: 'reopen-case',
};

/** The brute-force reading is about one case: what happened to the other is nothing to it. */
const aboutCase = (log: readonly DomainEvent[]): readonly DomainEvent[] =>
  log.filter(({ data }) => !('caseId' in data) || data.caseId === caseId);

/** With which code a person is refused whom the oracle refuses. */
const codeOf = ({ known, reason }: Answer): string => {
  if (!known) return 'ACCESS.NOT_FOUND';
  if (reason === 'archived') return 'CASE.ARCHIVED';
  return reason === 'on-hold' ? 'CASE.ON_HOLD' : 'ACCESS.DENIED';
};

/** What the oracle says of a person's command on the case or in one of its conversations, from what had happened before. */
const saidOf = (step: Step, before: readonly DomainEvent[]): Answer | undefined => {
  const { actor, now, command } = step;
  const act = actOf[command.type];
  if (actor.kind !== 'person' || act === undefined || (step.at === 'case' && step.of !== caseId)) return undefined;
  const isThere = before.some(
    ({ type, data }) => type === 'OrderSubmitted' && 'caseId' in data && data.caseId === caseId,
  );
  if (!isThere || !actor.registered) return { allowed: false, known: false };
  const collaboratorId = step.at === 'conversation' ? step.with : undefined;
  return oracle(aboutCase(before), { act, ...asked(actor), now, collaboratorId });
};
/** Codes of refusals for want of standing. */
const shut: readonly string[] = ['ACCESS.NOT_FOUND', 'CASE.ARCHIVED', 'CASE.ON_HOLD'];
/** The lab may say again that it shipped, whatever has become of the case since. */
const isSaidAgain = ({ actor, command: { type } }: Step, code: string): boolean =>
  type === 'ShipOrder' && code === 'nothing' && actor.kind === 'person' && actor.roles.includes('lab');
const asked = ({ personId, roles }: PersonActor) => ({ personId, isLab: roles.includes('lab') });

/** Those of seeing are no commands. */
export const actsOfCommands: ReadonlySet<string> = new Set(Object.values(actOf));

export const ofStanding: Readonly<Record<string, Law>> = {
  'a person without standing changes nothing, and is answered as if there were no case': (
    _world,
    step,
    outcome,
    before,
  ) => {
    const said = saidOf(step, before);
    if (said === undefined) return;
    const code = outcome instanceof DomainError ? outcome.code : outcome.length > 0 ? 'taken' : 'nothing';
    const isAsSaid = said.allowed ? !shut.includes(code) : code === codeOf(said) || isSaidAgain(step, code);
    if (!isAsSaid) expect({ code }).toEqual(said);
  },

  'nobody but the provider changes a roster or a patient, but for answers to invitations and patients of an order':
    whenTaken((_world, { actor, at, command: { type } }, events) => {
      if (actor.kind !== 'person' || events.length === 0 || (at !== 'roster' && at !== 'patient')) return;
      if (['AcceptInvitation', 'DeclineInvitation', 'RegisterPatient'].includes(type)) return;
      expect(actor.personId).toBe(annaId);
    }),

  'a person sees the case when a brute-force reading of the events says so, at every moment': whenTaken(
    (world, { now: then }) => {
      // The reading is slow, and every beginning of a history is one: some moments of each will do.
      if (!world.submitted || world.events.length % 6 > 0) return;
      const log = aboutCase(world.events);
      for (const now of [then, inDays(3, then)]) {
        const wrong = everyone.filter((personId) => {
          const actor = person(personId, personId === technicianId ? ['lab'] : []);
          const { allowed } = oracle(log, { act: 'see-case', ...asked(actor), now });
          return world.judge('see-case', actor, now)?.allowed !== allowed;
        });
        expect(wrong).toEqual([]);
      }
    },
  ),
};
