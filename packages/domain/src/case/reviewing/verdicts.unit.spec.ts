import { describe, expect, it } from '@jest/globals';
import type { Standing } from '../../access/index.js';
import {
  aCase,
  annaId,
  aRoster,
  by,
  caseId,
  type Collaborator,
  everybody,
  given,
  jonas,
  jonasId,
  luis,
  luisId,
  messageOf,
  orderNumberOf,
  patientId,
  pauloId,
  person,
  petraId,
  planWell,
  technician,
} from '../../testing/index.js';
import {
  type CaseCommand,
  caseDecider,
  type CaseEvent,
  mayReadWords,
  type SubmittedCase,
  verdictsShownTo,
} from '../index.js';

const ofCase = { caseId, patientId, providerId: annaId };
const words = { messageId: messageOf(90), text: 'Zahn 12 bitte weniger rotieren.' };
const other = { messageId: messageOf(92), text: 'Zahn 21 auch.' };
const blank = { messageId: messageOf(91), text: ' \n' };
const markReady = (setupVersion: number): CaseCommand => ({ type: 'MarkSetupReady', data: { setupVersion } });
const decline = (setupVersion: number): CaseCommand => ({ type: 'DeclineSetup', data: { setupVersion, words } });
const byLuis = by(person(luisId));
const shared = aCase().sharedWith(luis).sharedWith(jonas);
const withSetup = shared.setup();
const verdict = { ...ofCase, setupVersion: 1, collaboratorId: luis.collaboratorId, personId: luisId };

describe('a collaborator’s verdict (product.md C6, C8)', () => {
  it('is recorded with the person and the words', () => {
    given(caseDecider, withSetup.events)
      .when(markReady(1), byLuis)
      .then([{ type: 'SetupMarkedReady', data: verdict }]);
    given(caseDecider, withSetup.events)
      .when({ type: 'MarkSetupReady', data: { setupVersion: 1, words } }, byLuis)
      .then([{ type: 'SetupMarkedReady', data: { ...verdict, words } }]);
    given(caseDecider, withSetup.events)
      .when(decline(1), byLuis)
      .then([{ type: 'SetupDeclinedByCollaborator', data: { ...verdict, words } }]);
  });

  it('stores exactly the words, whatever else came in with them', () => {
    const withMore = { ...words, author: 'somebody' };
    const ready = given(caseDecider, withSetup.events);
    ready
      .when({ type: 'MarkSetupReady', data: { setupVersion: 1, words: withMore } }, byLuis)
      .then([{ type: 'SetupMarkedReady', data: { ...verdict, words } }]);
    ready
      .when({ type: 'DeclineSetup', data: { setupVersion: 1, words: withMore } }, by())
      .then([{ type: 'SetupDeclined', data: { ...ofCase, setupVersion: 1, words } }]);
  });

  it('is not recorded again, unless there is something new to say', () => {
    const ready = given(caseDecider, withSetup.ready(luis).events);
    ready.when(markReady(1), byLuis).thenNothing();
    ready
      .when({ type: 'MarkSetupReady', data: { setupVersion: 1, words } }, byLuis)
      .then([{ type: 'SetupMarkedReady', data: { ...verdict, words } }]);
  });

  it('on an outdated version is refused with the current one', () => {
    const second = given(caseDecider, withSetup.setup().events);
    second.when(markReady(1), byLuis).thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
    second.when(decline(1), byLuis).thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
    second.when(markReady(3), byLuis).thenRejected('CASE.SETUP_UNKNOWN', { currentVersion: 2 });
    given(caseDecider, shared.events).when(markReady(1), byLuis).thenRejected('CASE.SETUP_UNKNOWN');
    given(caseDecider, shared.events).when(markReady(0), byLuis).thenRejected('CASE.SETUP_UNKNOWN');
  });

  it('is refused once the version is declined or approved', () => {
    given(caseDecider, withSetup.declinedBy(jonas).events)
      .when(markReady(1), byLuis)
      .thenRejected('CASE.SETUP_NOT_OPEN', { setupState: 'declined' });
    given(caseDecider, withSetup.declinedBy(jonas).events).when(decline(1), byLuis).thenRejected('CASE.SETUP_NOT_OPEN');
    given(caseDecider, withSetup.approved().events)
      .when(markReady(1), byLuis)
      .thenRejected('CASE.SETUP_NOT_OPEN', { setupState: 'approved', revisionAsked: false });
  });

  it('is refused while a revision is awaited, whatever came of the version before', () => {
    for (const before of [withSetup.approved(), withSetup, withSetup.declined()]) {
      const awaited = given(caseDecider, before.revisionAsked().events);
      awaited.when(markReady(1), byLuis).thenRejected('CASE.SETUP_NOT_OPEN', { revisionAsked: true });
      awaited.when(decline(1), by()).thenRejected('CASE.SETUP_NOT_OPEN', { revisionAsked: true });
    }
    const { collaboratorId } = luis;
    given(caseDecider, withSetup.approved().revisionAsked().setup().events)
      .when(markReady(2), byLuis)
      .then([{ type: 'SetupMarkedReady', data: { ...ofCase, setupVersion: 2, collaboratorId, personId: luisId } }]);
  });

  it('is heard while the case is on hold', () =>
    given(caseDecider, withSetup.and({ type: 'CasePutOnHold', data: ofCase }).events)
      .when(markReady(1), byLuis)
      .then([{ type: 'SetupMarkedReady', data: verdict }]));

  it('needs notes to decline, and the same decline again records nothing', () => {
    given(caseDecider, withSetup.events)
      .when({ type: 'DeclineSetup', data: { setupVersion: 1, words: blank } }, byLuis)
      .thenRejected('CASE.WORDS_MISSING');
    const declined = given(caseDecider, withSetup.events).when(decline(1), byLuis).events;
    given(caseDecider, [...withSetup.events, ...declined])
      .when(decline(1), byLuis)
      .thenNothing();
  });

  it('with the same words again records nothing', () => {
    const withWords: CaseCommand = { type: 'MarkSetupReady', data: { setupVersion: 1, words } };
    const once = given(caseDecider, withSetup.events).when(withWords, byLuis).events;
    given(caseDecider, [...withSetup.events, ...once])
      .when(withWords, byLuis)
      .thenNothing();
  });

  it('with words that are blank is refused', () =>
    given(caseDecider, withSetup.events)
      .when({ type: 'MarkSetupReady', data: { setupVersion: 1, words: blank } }, byLuis)
      .thenRejected('CASE.WORDS_MISSING'));

  it('of another is not taken for the same decline, whatever words it names', () => {
    const declined = given(caseDecider, withSetup.events).when(decline(1), byLuis).events;
    given(caseDecider, [...withSetup.events, ...declined])
      .when(decline(1), by())
      .thenRejected('CASE.SETUP_NOT_OPEN', { setupState: 'declined' });
  });

  it('on a version that never was is refused as unknown, also where there are others', () =>
    given(caseDecider, withSetup.events)
      .when(markReady(0), byLuis)
      .thenRejected('CASE.SETUP_UNKNOWN', { currentVersion: 1 }));

  it('of an organisation is the newest of any member, who is named (B8)', () => {
    const planned = aCase().sharedWith(planWell).setup().ready(planWell);
    const data = { ...ofCase, setupVersion: 1, collaboratorId: planWell.collaboratorId };
    given(caseDecider, planned.events)
      .when(markReady(1), by(person(petraId)))
      .thenNothing();
    given(caseDecider, planned.events)
      .when(markReady(1), by(person(pauloId)))
      .then([{ type: 'SetupMarkedReady', data: { ...data, personId: pauloId } }]);
  });

  it('is no provider’s and no stranger’s, and on an archived case nobody’s', () => {
    given(caseDecider, withSetup.events).when(markReady(1), by()).thenRejected('ACCESS.DENIED');
    given(caseDecider, withSetup.events).when(markReady(1), by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, withSetup.events)
      .when(markReady(1), by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, withSetup.closed().events).when(markReady(1), byLuis).thenRejected('CASE.ARCHIVED');
    const removed = { roster: everybody().without(luis).build() };
    given(caseDecider, withSetup.events)
      .when(markReady(1), by(person(luisId), removed))
      .thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('the provider’s decline', () => {
  it('is an event of its own, and once', () => {
    const first = given(caseDecider, withSetup.events).when(decline(1), by());
    first.then([{ type: 'SetupDeclined', data: { ...ofCase, setupVersion: 1, words } }]);
    given(caseDecider, [...withSetup.events, ...first.events])
      .when(decline(1), by())
      .thenNothing();
  });

  it('needs notes, and cannot be repeated with others', () => {
    given(caseDecider, withSetup.events)
      .when({ type: 'DeclineSetup', data: { setupVersion: 1, words: blank } }, by())
      .thenRejected('CASE.WORDS_MISSING');
    given(caseDecider, withSetup.declined().events).when(decline(1), by()).thenRejected('CASE.SETUP_NOT_OPEN');
  });

  it('is nobody else’s, and needs the permission of a collaborator', () => {
    given(caseDecider, withSetup.events).when(decline(1), by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, withSetup.events)
      .when(decline(1), by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    const roster = aRoster().with(luis, []).build();
    given(caseDecider, withSetup.events)
      .when(decline(1), by(person(luisId), { roster }))
      .thenRejected('ACCESS.DENIED', { permission: 'decline-setups' });
    given(caseDecider, withSetup.closed().events).when(decline(1), by()).thenRejected('CASE.ARCHIVED');
  });
});

type Reader = 'provider' | 'luis' | 'jonas' | 'lab';
const ofLuis = { collaboratorId: luis.collaboratorId };
const revision = { ...ofCase, orderNumber: orderNumberOf(2), charge: 'included' } as const;
const standingOf = (on: SubmittedCase, { collaboratorId }: Collaborator): Standing => {
  const grant = on.grants[collaboratorId];
  if (!grant) throw new Error('Not shared.');
  return { as: 'collaborator', grant, basis: { of: 'attestation', textVersion: '2026-01' }, permissions: [] };
};

describe('a verdict is shown (product.md C6)', () => {
  const judged = withSetup.and(
    { type: 'SetupMarkedReady', data: { ...verdict, words } },
    {
      type: 'SetupDeclinedByCollaborator',
      data: { ...verdict, collaboratorId: jonas.collaboratorId, personId: jonasId, words: other },
    },
  );
  const state = given(caseDecider, judged.events).state;
  const shownTo = (viewer: Standing) => (state.status === 'submitted' ? verdictsShownTo(viewer, state) : []);
  const asCollaborator = (who: Collaborator): Standing => {
    if (state.status !== 'submitted') throw new Error('No case.');
    return standingOf(state, who);
  };
  const luisReady = { collaboratorId: luis.collaboratorId, act: 'ready', personId: luisId };
  const jonasDeclined = { collaboratorId: jonas.collaboratorId, act: 'declined', personId: jonasId };

  it('with its words to the provider, and to its own collaborator', () => {
    const withWords = [
      { ...luisReady, messageId: words.messageId },
      { ...jonasDeclined, messageId: other.messageId },
    ];
    expect(shownTo({ as: 'provider' })).toEqual(withWords);
    expect(shownTo(asCollaborator(luis))).toEqual([withWords[0], jonasDeclined]);
    expect(shownTo(asCollaborator(jonas))).toEqual([luisReady, withWords[1]]);
  });

  it('to the lab with the words of a decline alone', () =>
    expect(shownTo({ as: 'lab' })).toEqual([luisReady, { ...jonasDeclined, messageId: other.messageId }]));

  it('of the newest version only', () => {
    const next = given(caseDecider, judged.setup().events).state;
    const none = given(caseDecider, shared.events).state;
    for (const on of [next, none])
      expect(on.status === 'submitted' && verdictsShownTo({ as: 'provider' }, on)).toEqual([]);
  });
});

describe('words that were given with acts are read (product.md C6, E1)', () => {
  const said = (number: number) => ({ messageId: messageOf(number), text: 'Zahn 12.' });
  const of = { ...ofCase, setupVersion: 1 };
  const inOrder: readonly (readonly [string, CaseEvent, readonly Reader[]])[] = [
    ['ready', { type: 'SetupMarkedReady', data: { ...verdict, words: said(71) } }, ['provider', 'luis']],
    ['sent back', { type: 'SetupSentBack', data: { ...of, ...ofLuis, words: said(72) } }, ['provider', 'luis']],
    [
      'declined by a collaborator',
      { type: 'SetupDeclinedByCollaborator', data: { ...verdict, words: said(73) } },
      ['provider', 'luis', 'lab'],
    ],
    [
      'declined by the provider',
      { type: 'SetupDeclined', data: { ...of, words: said(74) } },
      ['provider', 'luis', 'jonas', 'lab'],
    ],
    [
      'a revision that a collaborator asked for',
      { type: 'RevisionRequested', data: { ...revision, through: luis.collaboratorId, words: said(75) } },
      ['provider', 'luis', 'lab'],
    ],
    [
      'a revision that the provider asked for',
      { type: 'RevisionRequested', data: { ...revision, words: said(76) } },
      ['provider', 'luis', 'jonas', 'lab'],
    ],
  ];

  it.each(inOrder)('%s', (_sentence, event, readers) => {
    const on = given(caseDecider, withSetup.and(event).events).state;
    if (on.status !== 'submitted' || !('words' in event.data) || !event.data.words) throw new Error('No words.');
    const { messageId } = event.data.words;
    const viewers: Readonly<Record<Reader, Standing>> = {
      provider: { as: 'provider' },
      lab: { as: 'lab' },
      luis: standingOf(on, luis),
      jonas: standingOf(on, jonas),
    };
    const read = (Object.keys(viewers) as Reader[]).filter((one) => mayReadWords(viewers[one], on, messageId));
    expect([...read].sort()).toEqual([...readers].sort());
  });

  it('by the lab also after the share of who declined has ended: it still has to make the next version', () => {
    const on = given(caseDecider, withSetup.declinedBy(luis).unsharedFrom(luis).events).state;
    if (on.status !== 'submitted' || on.facts.setup.state !== 'declined') throw new Error('Not declined.');
    expect(mayReadWords({ as: 'lab' }, on, on.facts.setup.messageId)).toBe(true);
    expect(mayReadWords(standingOf(on, jonas), on, on.facts.setup.messageId)).toBe(false);
  });

  it('by nobody where no act was given with them', () => {
    const on = given(caseDecider, withSetup.events).state;
    if (on.status !== 'submitted') throw new Error('No case.');
    for (const viewer of [{ as: 'provider' }, { as: 'lab' }] as const) {
      expect(mayReadWords(viewer, on, messageOf(99))).toBe(false);
    }
  });

  it('and have an id of their own: nobody’s words take the place of other words', () => {
    const ready: CaseCommand = { type: 'MarkSetupReady', data: { setupVersion: 1, words } };
    const sent: CaseCommand = { type: 'SendSetupBack', data: { setupVersion: 1, ...ofLuis, words } };
    const byJonas = withSetup.and({
      type: 'SetupMarkedReady',
      data: { ...verdict, collaboratorId: jonas.collaboratorId, personId: jonasId, words },
    });
    const taken = { messageId: words.messageId };
    given(caseDecider, byJonas.events).when(ready, byLuis).thenRejected('CASE.WORDS_ID_TAKEN', taken);
    given(caseDecider, byJonas.events).when(decline(1), byLuis).thenRejected('CASE.WORDS_ID_TAKEN', taken);
    given(caseDecider, byJonas.ready(luis).events).when(sent, by()).thenRejected('CASE.WORDS_ID_TAKEN', taken);
    given(caseDecider, byJonas.approved().events)
      .when({ type: 'RequestRevision', data: { orderNumber: orderNumberOf(2), words } }, by())
      .thenRejected('CASE.WORDS_ID_TAKEN', taken);
  });
});
