/** The builders tell histories that the deciders themselves could have recorded, as far as importers see them. */

import { describe, expect, it } from '@jest/globals';
import { conversationDecider } from '../conversation/index.js';
import { rosterDecider } from '../roster/index.js';
import {
  aConversation,
  anna,
  annaId,
  aPatient,
  aRoster,
  everybody,
  given,
  inConversation,
  luis,
  luisId,
  messageOf,
  onRoster,
  person,
  planWell,
  petraId,
} from './index.js';

const { collaboratorId } = luis;

describe('a conversation', () => {
  it('is told as it would be recorded', () => {
    const said = aConversation().said(luisId, 'Zahn 12?');
    given(conversationDecider)
      .when(
        { type: 'PostMessage', data: { messageId: messageOf(1), text: 'Zahn 12?' } },
        inConversation(person(luisId)),
      )
      .then(said.events);
    given(conversationDecider, said.events)
      .when({ type: 'PostMessage', data: { messageId: messageOf(2), text: 'Ja.' } }, inConversation(anna))
      .then(said.said(annaId, 'Ja.').events.slice(1));
    given(conversationDecider, said.events)
      .when({ type: 'MarkMessagesRead', data: { upTo: 7 } }, inConversation())
      .then(said.readBy(annaId, 7).events.slice(1));
    const data = { messageId: messageOf(1), language: 'de', engine: 'libretranslate/1.6', text: 'Zahn 12?' };
    const roster = everybody()
      .and({ type: 'TranslationAllowed', data: { providerId: annaId, allowed: true } })
      .build();
    given(conversationDecider, said.events)
      .when({ type: 'RecordTranslation', data }, inConversation(anna, luis, undefined, { roster }))
      .then(said.translated('de').events.slice(1));
  });

  it('may be one with an organisation, in which a member speaks', () => {
    const said = aConversation(planWell).said(petraId);
    const post = { type: 'PostMessage', data: { messageId: messageOf(1), text: 'Zahn 12?' } } as const;
    given(conversationDecider)
      .when(post, inConversation(person(petraId), planWell))
      .then(said.events);
  });
});

describe('a roster', () => {
  it('is told as it would be recorded', () => {
    const rule = { current: true, future: false };
    const permissions = ['decline-setups', 'add-orders'] as const;
    const before = aRoster().with(luis);
    const inRoster = given(rosterDecider, before.events);
    const last = (built: typeof before) => built.events.slice(before.events.length);
    inRoster
      .when({ type: 'SetStandingRule', data: { collaboratorId, ...rule } }, onRoster())
      .then(last(before.ruled(luis, rule)));
    inRoster
      .when({ type: 'ChangePermissions', data: { collaboratorId, permissions } }, onRoster())
      .then(last(before.permitted(luis, permissions)));
    expect(before.paused(luis).resumed(luis).build()).toEqual(before.build());
  });
});

describe('a patient', () => {
  it('whose request was refused has none open', () =>
    expect(aPatient().askingForErasure().refused('legal-claims').build()).toMatchObject({
      erasureRequested: false,
      refusedOn: 'legal-claims',
    }));
});
