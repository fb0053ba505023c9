import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  aDraft,
  annaId,
  annasPractice,
  caseId,
  type CaseBuilder,
  jonas,
  luis,
  messageOf,
  orderNumber,
  orderNumberOf,
  patientId,
  penOf,
} from '../testing/index.js';
import { type CaseEvent, evolveFacts } from './index.js';

const of = { caseId, patientId, providerId: annaId };
const onHold: CaseEvent = { type: 'CasePutOnHold', data: of };
const ordered: CaseEvent = {
  type: 'OrderSubmitted',
  data: { ...of, orderNumber, kind: 'aligner', practiceId: annasPractice, reviewRule: { rule: 'any' } },
};
const words = { messageId: messageOf(90), text: 'Zahn 12 bitte weniger rotieren.' };
const { collaboratorId } = luis;
const verdict = { ...of, setupVersion: 1, collaboratorId };
const shared = aCase()
  .sharedWith(luis)
  .sharedWith(jonas, { ends: { on: 'approval' } });
const second = shared.penTakenBy({ of: 'lab' }).setup().setup().penTakenBy({ of: 'lab' });
const approved = shared.setup().approved();

/** Words that were given stand, also with a verdict that came too late. */
const wordless = ({ build }: CaseBuilder) => ({ ...build(), words: {} });

describe('a case, as its events make it', () => {
  it('begins with its first order, and with nothing else', () => {
    const state = aCase().build();
    expect(state).toMatchObject({ everSharedWith: [], recordItems: [], escalated: [], grants: {}, words: {} });
    expect(state).toMatchObject({ orders: [{ orderNumber, kind: 'aligner', phases: 0, shipped: false }] });
  });

  it.each<[string, CaseBuilder]>([
    ['an order', aCase()],
    ['a share', aCase().sharedWith(luis)],
    ['a version', aCase().setup()],
    ['a share taken back', shared.unsharedFrom(luis)],
    ['every later order', approved.revisionAsked().setup().approved().retainerOrdered().replacementOrdered()],
  ])('keeps no field that holds nothing: %s', (_sentence, { build }) => {
    const state = build();
    expect(state).toStrictEqual(JSON.parse(JSON.stringify(state)));
  });

  it.each<[string, CaseBuilder, CaseEvent]>([
    ['a draft: what is for a case', aDraft(), onHold],
    ['a draft that was discarded: an order', aDraft().and({ type: 'DraftDiscarded', data: of }), ordered],
    ['an approval of the version before', second, { type: 'SetupApproved', data: { ...verdict, caseType: 'two' } }],
    ['a decline of the version before', second, { type: 'SetupDeclined', data: { ...verdict, words } }],
    [
      'a collaborator’s decline of the version before',
      second,
      { type: 'SetupDeclinedByCollaborator', data: { ...verdict, personId: annaId, words } },
    ],
    ['a verdict on what is approved', approved, { type: 'SetupMarkedReady', data: { ...verdict, personId: annaId } }],
  ])('is not changed by what does not fit: %s', (_sentence, before, event) => {
    expect(wordless(before.and(event))).toEqual(wordless(before));
  });

  it('knows with whom it was ever shared, each once', () =>
    expect(shared.unsharedFrom(luis).sharedWith(luis).build()).toMatchObject({
      everSharedWith: [jonas.collaboratorId, collaboratorId],
    }));

  it('tells its orders apart: what is shipped of one is not shipped of the others', () =>
    expect(approved.replacementOrdered().retainerOrdered().shipped().build()).toMatchObject({
      orders: [
        { orderNumber, kind: 'aligner', shipped: true },
        { orderNumber: orderNumberOf(2), kind: 'replacement', phases: 0, shipped: false },
        { orderNumber: orderNumberOf(3), kind: 'retainer', phases: 0, shipped: false },
      ],
    }));

  it('gives the pen to who asks for a revision', () => {
    expect(approved.revisionAsked().build()).toMatchObject({ pen: { of: 'provider' } });
    expect(approved.revisionAsked(luis).build()).toMatchObject({ pen: penOf(luis) });
  });

  it.each<[string, CaseEvent, string]>([
    [
      'a ready in the collaborator’s conversation',
      { type: 'SetupMarkedReady', data: { ...verdict, personId: annaId, words } },
      collaboratorId,
    ],
    ['a send-back in the one it names', { type: 'SetupSentBack', data: { ...verdict, words } }, collaboratorId],
    ['the provider’s decline in every one', { type: 'SetupDeclined', data: { ...verdict, words } }, 'everyone'],
    ...[{ through: collaboratorId }, {}].map((through): [string, CaseEvent, string] => [
      `a revision: ${through.through === undefined ? 'the provider’s in every one' : 'a collaborator’s in theirs'}`,
      { type: 'RevisionRequested', data: { ...of, ...through, orderNumber, charge: 'included', words } },
      through.through ?? 'everyone',
    ]),
  ])('knows where the words stand: of %s', (_sentence, event, where) => {
    expect(shared.setup().and(event).build()).toHaveProperty(['words', words.messageId, 'in'], where);
  });

  it('says of whom a decline is, and with which words', () =>
    expect(shared.setup().declinedBy(luis).build()).toMatchObject({
      facts: {
        setup: {
          declinedBy: collaboratorId,
          verdicts: { [collaboratorId]: { act: 'declined', personId: luis.recipientId, messageId: messageOf(4) } },
        },
      },
    }));
});

describe('the life of a case, as its events make it', () => {
  const retainer = { orderNumber: orderNumberOf(2), kind: 'retainer' };
  const lifeOf = (built: CaseBuilder) => {
    const state = built.build();
    return state.status === 'submitted' ? state.facts.life : undefined;
  };

  it('has no facts before the order is there', () => expect(evolveFacts(undefined, onHold)).toBeUndefined());

  it('keeps what is ordered until it is shipped, whatever has ended in between', () => {
    const before = approved.retainerOrdered();
    const open = [{ ...retainer, sinceEnd: false }];
    expect(lifeOf(before)).toEqual({ onHold: false, records: 'unasked', shipped: 'nothing', openOrders: open });
    expect(lifeOf(before.closed())).toMatchObject({ ended: 'closed', openOrders: open });
    expect(lifeOf(before.closed().reopened())).toEqual(lifeOf(before));
    expect(lifeOf(approved.closed().retainerOrdered())?.openOrders).toEqual([{ ...retainer, sinceEnd: true }]);
  });

  it('tells what is shipped in part from what is shipped in full', () => {
    expect(lifeOf(approved.shipped({ last: false }))?.shipped).toBe('in-part');
    expect(lifeOf(approved.shipped())?.shipped).toBe('all');
  });
});
