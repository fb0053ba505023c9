import { afterEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent, PersonId } from '@konsil/domain';
import {
  aCase,
  aConversation,
  annaId,
  aPatient,
  aRoster,
  caseId,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  meiId,
  patientId,
  petraId,
  planWell,
  planWellId,
} from '@konsil/domain/testing';
import { DENIALS, everyone } from '../testing/denials.js';
import { aLog, type TestLog } from '../testing/log.js';
import { everybody } from '../testing/people.js';
import { run, type Running } from '../testing/running.js';
import { annasSecrets, sharedWithAll } from '../testing/secrets.js';
import { written } from '../testing/shared-case.js';
import { Live, type LiveNote } from './index.js';

const shared = [...aPatient().events, ...aCase().sharedWith(luis).sharedWith(planWell).events];
const unshared: DomainEvent = {
  type: 'CaseUnshared',
  data: {
    caseId,
    patientId,
    providerId: annaId,
    collaboratorId: luis.collaboratorId,
    recipientId: luisId,
    cause: 'by-provider',
  },
};

/** Somebody's own roster, which nobody else knows of. */
const ownRoster = (viewer: PersonId): readonly DomainEvent[] =>
  aRoster()
    .with(viewer === meiId ? jonas : mei)
    .events.map((event) => ({ ...event, data: { ...event.data, providerId: viewer } }) as DomainEvent);

describe('What changes is told to who follows', () => {
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const aReadSide = async (...events: readonly DomainEvent[]) => {
    const log = aLog();
    await log.record(...everybody, ...events);
    let isListening = false;
    const running = run(log.store, {
      tells: () => isListening,
      onCommit: ({ told }) => live.take(told),
    });
    const live = new Live({
      source: running.readStore,
      clock: () => inDays(1),
      onListening: (now) => void (isListening = now),
      pause: 1,
    });
    closing.push(() => running.stop());
    await running.engine.caughtUp;
    return { log, running, live, listening: () => isListening };
  };

  const follow = async (live: Live, viewer: PersonId, deliver: () => Promise<void> = async () => undefined) => {
    const notes: LiveNote[] = [];
    const waiting: (() => void)[] = [];
    const subscription = await live.follow(viewer, {
      deliver: async (note) => {
        notes.push(note);
        for (const look of waiting) look();
        await deliver();
      },
      onError: (error) => {
        throw error;
      },
    });
    closing.push(() => subscription.unsubscribe());
    const until = (isThere: () => boolean): Promise<void> =>
      new Promise((done) => {
        const look = (): void => void (isThere() && done());
        waiting.push(look);
        look();
      });
    return { notes, subscription, until };
  };

  /** All that a viewer was told of the events, in one: what they record for themselves afterwards ends it. */
  const toldOf = async (
    { log, running, live }: { log: TestLog; running: Running; live: Live },
    viewer: PersonId,
    events: readonly DomainEvent[],
  ): Promise<readonly LiveNote[]> => {
    const { notes, until, subscription } = await follow(live, viewer);
    await running.reached(await log.record(...events));
    await log.record(...ownRoster(viewer));
    await until(() => notes.some(({ lists }) => lists.includes('collaborators')));
    subscription.unsubscribe();
    return notes
      .map((note) => ({ ...note, lists: note.lists.filter((list) => list !== 'collaborators') }))
      .filter(({ lists }) => lists.length > 0);
  };

  it('by the case and the lists it stands in, and to nobody else', async () => {
    const side = await aReadSide(...aRoster().with(luis).with(jonas).with(planWell).events, ...shared);
    const message = aConversation(luis).said(annaId).events;
    expect(await toldOf(side, luisId, message)).toEqual([{ lists: ['collaborations'], cases: [caseId], more: false }]);
    expect(await toldOf(side, annaId, [written(2)])).toEqual([{ lists: ['orders'], cases: [caseId], more: false }]);
    for (const other of [jonasId, petraId, meiId]) expect(await toldOf(side, other, [written(3)])).toEqual([]);
  });

  it('to each member of an organisation, also to one who joins while they follow', async () => {
    const side = await aReadSide(...aRoster().with(luis).with(planWell).events, ...aPatient().events);
    const cases = aCase().sharedWith(planWell).events;
    const note = { lists: ['collaborations'], cases: [caseId], more: false };
    const joined: DomainEvent = { type: 'MemberAdded', data: { organisationId: planWellId, personId: jonasId } };
    const jonasFollows = await follow(side.live, jonasId);
    await side.running.reached(await side.log.record(joined));
    await jonasFollows.until(() => jonasFollows.notes.length > 0);
    expect(jonasFollows.notes).toEqual([{ lists: ['collaborations'], cases: [], more: false }]);
    expect(await toldOf(side, petraId, cases)).toEqual([note]);
    await jonasFollows.until(() => jonasFollows.notes.length > 1);
    expect(jonasFollows.notes[1]).toEqual(note);
  });

  it.each<[string, readonly DomainEvent[]]>([
    ['the case is no longer shared', [unshared]],
    [
      'the patient withdraws consent',
      aPatient()
        .withdrawing([{ of: 'everyone' }])
        .events.slice(-1),
    ],
    ['access is paused', aRoster().with(luis).paused(luis).events.slice(-1)],
    ['the collaborator is removed', aRoster().with(luis).without(luis).events.slice(-1)],
    ['the provider asks for consent from now on', aRoster().policy('per-patient').events.slice(-1)],
  ])('when %s: once, without the case, and nothing of it afterwards', async (_what, ended) => {
    const side = await aReadSide(...aRoster().with(luis).with(jonas).events, ...shared);
    expect(await toldOf(side, luisId, ended)).toEqual([{ lists: ['collaborations'], cases: [], more: false }]);
    expect(await toldOf(side, luisId, [written(1), ...aCase().setup().events.slice(-1)])).toEqual([]);
  });

  it('and nothing of a share that is ended in the background, after access has', async () => {
    const side = await aReadSide(...aRoster().with(luis).without(luis).events, ...shared);
    expect(await toldOf(side, luisId, [unshared])).toEqual([]);
  });

  it.each(DENIALS.filter(({ unreadable }) => unreadable === undefined))(
    'and tells nothing to who $who',
    async ({ viewers, known = everyone.events, secrets = annasSecrets(), stillSee = [], at = inDays(1) }) => {
      const side = await aReadSide(...known);
      const live = new Live({ source: side.running.readStore, clock: () => at, pause: 1 });
      const told: unknown[] = [];
      // Told by the engine to one that listens, and judged for each viewer as of the moment that denies.
      const listener = await follow(side.live, annaId);
      const followers = await Promise.all([...viewers, ...stillSee].map((viewer) => follow(live, viewer)));
      const before = side.running.commits.length;
      await side.running.reached(await side.log.record(...secrets));
      const rows = side.running.commits.slice(before).flatMap((commit) => commit.told);
      told.push(...rows);
      live.take(rows);
      listener.subscription.unsubscribe();
      for (const [index, { notes, until }] of followers.entries()) {
        if (index >= viewers.length) await until(() => notes.some(({ cases }) => cases.includes(caseId)));
        const viewer = viewers[index];
        if (viewer === undefined) continue;
        live.take([
          {
            table: 'rosterEntries',
            whom: [viewer],
            before: false,
            row: { providerId: viewer, recipientId: '', active: 1 },
          },
        ]);
        await until(() => notes.length > 0);
        expect(notes).toEqual([{ lists: ['collaborators'], cases: [], more: false }]);
      }
      expect(told.length).toBeGreaterThan(0);
    },
  );

  it('in one note for all that came while the one before was on its way', async () => {
    const side = await aReadSide(...aRoster().with(luis).events, ...shared);
    let goOn: () => void = () => undefined;
    const isSlow = new Promise<void>((resolve) => (goOn = resolve));
    const { notes, until } = await follow(side.live, annaId, () => isSlow);
    await side.log.record(written(0));
    await until(() => notes.length === 1);
    const last = await side.log.record(...Array.from({ length: 1_000 }, (_, number) => written(1 + number)));
    await side.running.reached(last);
    expect(notes).toHaveLength(1);
    goOn();
    await until(() => notes.length === 2);
    expect(await toldOf(side, luisId, [])).toEqual([]);
    expect(notes.slice(0, 2).map(({ cases }) => cases)).toEqual([[caseId], [caseId]]);
  });

  it('by the engine only while somebody follows', async () => {
    const side = await aReadSide(...aRoster().with(luis).events, ...shared);
    await side.running.reached(await side.log.record(written(1)));
    expect(side.running.commits.flatMap(({ told }) => told)).toEqual([]);
    const { subscription } = await follow(side.live, luisId);
    expect(side.listening()).toBe(true);
    subscription.unsubscribe();
    expect(side.listening()).toBe(false);
  });

  it('with no more cases than a reader can take in, and whether there are more', async () => {
    const side = await aReadSide(...everyone.events, ...annasSecrets(sharedWithAll));
    const { notes, until } = await follow(side.live, annaId);
    side.live.take(
      Array.from({ length: 300 }, (_, number) => ({
        ...{ table: 'cases', whom: [annaId], before: false },
        row: { caseId: `case-${number}` },
      })),
    );
    await until(() => notes.length > 0);
    expect(notes.map(({ cases, more }) => ({ named: cases.length, more }))).toEqual([{ named: 200, more: true }]);
  });
});
