/** Rules behind a real log: commands by the desk, rows by the engine. Rules: product.md B4-B6, C2, C4; architecture.md (Command side). */

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type BulkEvent,
  bulkStream,
  type CaseEvent,
  caseStream,
  catalogue,
  type DomainEvent,
  endings,
  ERASED,
  expiry,
  patientStream,
  type PolicyName,
  rosterStream,
} from '@konsil/domain';
import {
  aBulk,
  aCase,
  annaId,
  aPatient,
  aRoster,
  bulkCase,
  bulkId,
  caseId,
  everybody,
  inCase,
  inDays,
  luis,
  mei,
  NOW,
  patientId,
} from '@konsil/domain/testing';
import { createCodec, createMemoryKeys, type EventStore, openMemoryEventStore } from '@konsil/event-store';
import { createEngine, createReactionViews, openSqliteReadStore, readModelFolds } from '@konsil/projections';
import { Aggregates } from '../commands/aggregates.js';
import { Contexts, Desk } from '../commands/index.js';
import { carryOutBulkActs } from './bulk-acts.js';
import { Dispatcher } from './dispatching.js';
import { runDueWork } from './due.js';
import { endGrants } from './endings.js';
import { expireGrants } from './expiry.js';
import type { Reaction } from './reaction.js';
import { runReaction } from './runner.js';

const texts = { attestationVersion: '2026-01', termsVersion: '2026-01' };

class Office {
  now = NOW;
  readonly log: EventStore = openMemoryEventStore({ clock: () => Date.parse(this.now) });
  readonly troubles: unknown[] = [];
  readonly #codec = createCodec({ schema: catalogue, keys: createMemoryKeys(), erased: ERASED });
  readonly #rows = openSqliteReadStore({ file: ':memory:', folds: readModelFolds });
  readonly #engine = createEngine({
    ...{ store: this.log, codec: this.#codec, readStore: this.#rows, folds: readModelFolds },
  });
  readonly #stopping = new AbortController();
  readonly #running = this.#engine.run(this.#stopping.signal);
  readonly #aggregates = new Aggregates(this.log, this.#codec);
  readonly #positions = new Map<PolicyName, number>();

  /** Desk and dispatcher as in the product; `through` stands between the rules and the desk. */
  dispatcher(through: (dispatcher: Dispatcher) => Pick<Dispatcher, 'dispatch'> = (dispatcher) => dispatcher) {
    const readSide = { wake: () => this.#engine.wake(), reached: () => Promise.resolve(true) };
    const pause = () => Promise.resolve();
    const desk = new Desk(this.log, this.#codec, this.#aggregates, readSide, () => this.now, pause);
    return through(new Dispatcher(desk, new Contexts(() => this.now, texts)));
  }
  get views() {
    return createReactionViews(this.#rows);
  }
  shown = (position: number): Promise<void> => this.#engine.reached(position);

  ending(through?: Parameters<Office['dispatcher']>[0]): Reaction {
    return endGrants(this.views, this.shown, this.dispatcher(through));
  }
  bulk(through?: Parameters<Office['dispatcher']>[0]): Reaction {
    return carryOutBulkActs(this.#aggregates, this.dispatcher(through));
  }

  async record(stream: string, events: readonly DomainEvent[]): Promise<void> {
    const firstRevision = (await this.log.headRevision(stream)) + 1;
    const written = events.map(({ type, data }) => ({ id: randomUUID(), type, data: { ...data }, metadata: {} }));
    const encoded = await this.#codec.encode(written, { stream, firstRevision, time: this.now });
    const { position } = await this.log.append({ stream, expected: 'any', events: encoded });
    await this.shown(position);
  }

  /** Runs a rule until it has done everything that the log holds now, or has met trouble so often. */
  async run(reaction: Reaction, { troubles = 0 } = {}): Promise<void> {
    const stop = new AbortController();
    const head = await this.log.headPosition();
    const before = this.troubles.length;
    const checkpoints = {
      positionOf: (name: PolicyName) => this.#positions.get(name) ?? -1,
      save: (name: PolicyName, position: number) => {
        this.#positions.set(name, position);
        if (position >= head) stop.abort();
      },
    };
    const pause = async () => {
      if (this.troubles.length - before >= troubles && troubles > 0) stop.abort();
    };
    const onTrouble = (_: PolicyName, error: unknown) => void this.troubles.push(error);
    await runReaction(reaction, { store: this.log, codec: this.#codec, checkpoints, pause, onTrouble }, stop.signal);
  }

  /** Does once what is due. */
  async runDue(): Promise<void> {
    const stop = new AbortController();
    await this.shown(await this.log.headPosition());
    const untilNext = async () => stop.abort();
    const onTrouble = (_: PolicyName, error: unknown) => void this.troubles.push(error);
    const work = [expireGrants(this.views, this.dispatcher())];
    await runDueWork(work, { now: () => this.now, untilNext, onTrouble }, stop.signal);
  }

  async typesOf(stream: string): Promise<readonly string[]> {
    const types: string[] = [];
    for await (const { type } of this.log.readStream(stream)) types.push(type);
    return types;
  }
  async actorOfLast(stream: string): Promise<unknown> {
    for await (const { metadata } of this.log.readStream(stream, { direction: 'backwards', limit: 1 }))
      return (JSON.parse(metadata ?? '{}') as { actor?: unknown }).actor;
    return undefined;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#rows.close();
    await this.log.close();
  }
}

let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.record(patientStream(patientId), aPatient().events);
});
afterEach(() => office.close());

const removed = {
  type: 'CollaboratorRemoved',
  data: { providerId: annaId, collaboratorId: luis.collaboratorId },
} as const;
/** Fails once, behind the so-and-so-many-th command: as a log that goes away, or a process that dies there. */
const failingAfter = (commands: number) => (dispatcher: Dispatcher) => {
  let left = commands;
  return {
    dispatch: async (...asked: Parameters<Dispatcher['dispatch']>) => {
      if (left-- === 0) throw new Error('the log is away');
      return dispatcher.dispatch(...asked);
    },
  };
};

describe('a removal ends the grants of its entry in the background (B6)', () => {
  const cases = [1, 2, 3, 4, 5].map(bulkCase);
  const shared = async (): Promise<void> => {
    await office.record(rosterStream(annaId), everybody().events);
    for (const id of cases)
      await office.record(caseStream(id), inCase(id, aCase().sharedWith(luis).sharedWith(mei).events));
  };
  const endsOf = async (): Promise<readonly (string | undefined)[]> =>
    Promise.all(
      cases.map(async (id) => (await office.typesOf(caseStream(id))).filter((type) => type === 'CaseUnshared').join()),
    );

  it('once each, in the name of the rule and for the provider', async () => {
    await shared();
    await office.record(rosterStream(annaId), [removed]);
    await office.run(office.ending());
    expect(await endsOf()).toEqual(cases.map(() => 'CaseUnshared'));
    expect(await office.actorOfLast(caseStream(bulkCase(1)))).toEqual({
      id: endings.name,
      onBehalfOf: annaId,
      role: 'policy',
    });
    expect(office.troubles).toEqual([]);
  });

  it('goes on where it was after trouble, and ends nothing twice', async () => {
    await shared();
    await office.record(rosterStream(annaId), [removed]);
    await office.run(office.ending(failingAfter(2)));
    expect(office.troubles).toMatchObject([{ message: 'the log is away' }]);
    expect(await endsOf()).toEqual(cases.map(() => 'CaseUnshared'));
  });

  it('leaves the grants of everybody else alone', async () => {
    await shared();
    await office.record(rosterStream(annaId), [removed]);
    await office.run(office.ending());
    await office.shown(await office.log.headPosition());
    expect(await office.views.casesSharedWith(mei.collaboratorId)).toHaveLength(5);
    expect(await office.views.casesSharedWith(luis.collaboratorId)).toEqual([]);
  });

  it('is not kept from the other cases by one whose stream can not be read', async () => {
    await shared();
    const events = [{ id: randomUUID(), type: 'CaseTeleported', data: '{}', metadata: '{}' }];
    await office.log.append({ stream: caseStream(bulkCase(2)), expected: 'any', events });
    await office.record(rosterStream(annaId), [removed]);
    await office.run(office.ending());
    expect(await endsOf()).toEqual(['CaseUnshared', '', 'CaseUnshared', 'CaseUnshared', 'CaseUnshared']);
  });

  it('begins anew on a log that ends before its checkpoint', async () => {
    await office.record(rosterStream(annaId), [...everybody().events, removed]);
    await office.run(office.ending());
    const other = new Office();
    const ending = office.ending();
    try {
      await other.record(rosterStream(annaId), aRoster().events);
      const seen: string[] = [];
      const codec = createCodec({ schema: catalogue, keys: createMemoryKeys(), erased: ERASED });
      const stop = new AbortController();
      await runReaction(
        { ...ending, reactsTo: ['TermsAccepted'], react: async ({ type }) => void seen.push(type) },
        {
          ...{ store: other.log, codec, pause: () => Promise.resolve(), onTrouble: () => undefined },
          checkpoints: { positionOf: () => 1_000, save: () => stop.abort() },
        },
        stop.signal,
      );
      expect(seen).toContain('TermsAccepted');
    } finally {
      await other.close();
    }
  });
});

describe('a grant whose date has come is recorded as ended (C4)', () => {
  it('once, and not before', async () => {
    await office.record(rosterStream(annaId), everybody().events);
    const ends = { on: 'date', at: inDays(2) } as const;
    await office.record(caseStream(caseId), aCase().sharedWith(luis, { ends }).sharedWith(mei).events);
    const recorded = async (): Promise<number> => {
      await office.runDue();
      return (await office.typesOf(caseStream(caseId))).filter((type) => type === 'GrantExpired').length;
    };
    expect(await recorded()).toBe(0);
    office.now = inDays(2);
    expect([await recorded(), await recorded()]).toEqual([1, 1]);
    expect(await office.actorOfLast(caseStream(caseId))).toMatchObject({ id: expiry.name, role: 'policy' });
    expect(office.troubles).toEqual([]);
  });
});

describe('a bulk act is carried out (C2)', () => {
  const many = 230;
  const begun = async (events: readonly BulkEvent[] = aBulk(many).events): Promise<void> => {
    await office.record(rosterStream(annaId), everybody().events);
    for (let number = 1; number <= many; number += 1) {
      if (number === 7) continue;
      const history: readonly CaseEvent[] = number === 5 ? aCase().sharedWith(mei).events : aCase().events;
      await office.record(caseStream(bulkCase(number)), inCase(bulkCase(number), history));
    }
    await office.record(bulkStream(bulkId), events);
  };
  const countsIn = async (type: string): Promise<unknown> => {
    for await (const stored of office.log.readStream(bulkStream(bulkId), { direction: 'backwards' }))
      if (stored.type === type) return (JSON.parse(stored.data ?? '{}') as { counts?: unknown }).counts;
    return undefined;
  };

  it('case by case, with a report for each, and undone as one act', async () => {
    await begun();
    await office.run(office.bulk());
    expect(await countsIn('BulkSharingCompleted')).toEqual({
      shared: many - 2,
      'already-shared': 1,
      refused: 1,
      'changed-since': 0,
    });
    await office.record(bulkStream(bulkId), [{ type: 'BulkUndoStarted', data: { bulkId, providerId: annaId } }]);
    await office.run(office.bulk());
    expect(await countsIn('BulkSharingUndone')).toEqual({ restored: many - 2, 'changed-since': 0 });
    await office.shown(await office.log.headPosition());
    expect(await office.views.casesSharedWith(mei.collaboratorId)).toEqual([bulkCase(5)]);
    expect(office.troubles).toEqual([]);
  });

  it('goes on behind a crash with the step that was under way, and shares nothing twice', async () => {
    await begun();
    await office.run(office.bulk(failingAfter(150)), { troubles: 1 });
    expect(await countsIn('BulkSharingCompleted')).toBeUndefined();
    await office.run(office.bulk());
    expect(await countsIn('BulkSharingCompleted')).toMatchObject({ shared: many - 2 });
    const shares = await office.typesOf(caseStream(bulkCase(120)));
    expect(shares.filter((type) => type === 'CaseShared')).toHaveLength(1);
    expect((await office.typesOf(bulkStream(bulkId))).filter((type) => type === 'BulkCaseHandled')).toHaveLength(many);
  });
});
