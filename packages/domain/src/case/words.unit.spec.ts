import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  anna,
  annaId,
  aPatient,
  by,
  type CaseBuilder,
  caseId,
  given,
  jonas,
  luis,
  luisId,
  messageOf,
  NOW,
  orderNumberOf,
  patientId,
  person,
  technician,
} from '../testing/index.js';
import { LONGEST_TEXT } from '../text.js';
import { type CaseCommand, caseDecider } from './index.js';

const shared = aCase().sharedWith(luis);
const open = shared.setup();
const messageId = messageOf(90);
const said = 'Zahn 12 bitte weniger rotieren.';

/** Every act of the provider and the lab that says something of the patient, and on what; collaborators see nothing then. */
const acts: readonly (readonly [CaseBuilder, (text: string) => CaseCommand, typeof anna])[] = [
  [open, (text) => ({ type: 'DeclineSetup', data: { setupVersion: 1, words: { messageId, text } } }), anna],
  [
    open.ready(luis),
    (text) => ({
      type: 'SendSetupBack',
      data: { setupVersion: 1, collaboratorId: luis.collaboratorId, words: { messageId, text } },
    }),
    anna,
  ],
  [
    open.approved(),
    (text) => ({ type: 'RequestRevision', data: { orderNumber: orderNumberOf(2), words: { messageId, text } } }),
    anna,
  ],
  [shared, (reason) => ({ type: 'PutOnHold', data: { reason } }), anna],
  [shared, (reason) => ({ type: 'CancelCase', data: { reason } }), anna],
  [shared, (reason) => ({ type: 'RejectRecords', data: { items: ['photos'], reason } }), technician],
];

describe('what is said of a patient with an act', () => {
  it.each(acts.map(([on, act, actor]) => [act(said).type, on, act, actor] as const))(
    '%s: no longer than a text may be, and nothing once the content is erased (product.md G9)',
    (_type, on, act, actor) => {
      const erased = aPatient().erased('content').build();
      given(caseDecider, on.events)
        .when(act(said), by(actor, { patient: erased }))
        .thenRejected('PATIENT.ERASED', { class: 'content' });
      given(caseDecider, on.events)
        .when(act('x'.repeat(LONGEST_TEXT + 1)), by(actor))
        .thenRejected('TEXT.TOO_LONG', { longest: LONGEST_TEXT });
      expect(given(caseDecider, on.events).when(act('x'.repeat(LONGEST_TEXT)), by(actor)).events).toHaveLength(1);
    },
  );

  it.each(acts.slice(0, 3).map(([on, act, actor]) => [act(said).type, on, act, actor] as const))(
    '%s: not under the id of other words of the case, which it would take the place of (product.md E4)',
    (_type, on, act, actor) => {
      const taken = aCase()
        .sharedWith(luis)
        .sharedWith(jonas)
        .and({
          type: 'SetupSentBack',
          data: {
            ...{ caseId, patientId, providerId: annaId, setupVersion: 1, collaboratorId: jonas.collaboratorId },
            words: { messageId, text: 'Nur für Jonas.' },
          },
        });
      given(caseDecider, [...taken.events, ...on.events.slice(2)])
        .when(act(said), by(actor))
        .thenRejected('CASE.WORDS_ID_TAKEN', { messageId });
    },
  );

  it('nor does a collaborator’s verdict take the place of what they have read', () => {
    const declined = open.declined().setup();
    const theirs = messageOf(open.events.length);
    for (const type of ['MarkSetupReady', 'DeclineSetup'] as const) {
      given(caseDecider, declined.events)
        .when({ type, data: { setupVersion: 2, words: { messageId: theirs, text: said } } }, by(person(luisId)))
        .thenRejected('CASE.WORDS_ID_TAKEN', { messageId: theirs });
    }
  });

  it('an act without a reason needs none, also then', () => {
    const erased = by(anna, { patient: aPatient().erased('content').build() });
    for (const type of ['PutOnHold', 'CancelCase'] as const) {
      expect(given(caseDecider, shared.events).when({ type, data: {} }, erased).events).toHaveLength(1);
    }
  });

  it('nor is there a new model to be shown', () => {
    const publish = { setupVersion: 1, occurredAt: NOW, viewerUrl: 'https://viewer.example/1' };
    given(caseDecider, shared.events)
      .when({ type: 'PublishSetup', data: publish }, by(technician, { patient: aPatient().erased('content').build() }))
      .thenRejected('PATIENT.ERASED');
  });
});
