import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountDecider, accountStream, catalogue, type Context, ERASED, type PersonId } from '@konsil/domain';
import {
  createCodec,
  createMemoryKeys,
  type EventStore,
  EventStoreError,
  openMemoryEventStore,
  viewOf,
} from '@konsil/event-store';
import { Aggregates } from './aggregates.js';
import { commandIdFor } from './command-ids.js';
import { Desk, type ReadSide } from './desk.js';
import type { BodyMac, Origin } from './origin.js';

const anna = '5f0c7a52-8f0e-4f6e-9d56-2f1a6a1d0001' as PersonId;
const now = '2026-03-01T07:00:00.000Z';
const mac = (body: string): BodyMac => ({ month: '2026-03', mac: body });

const origin = (key: string, body = '', more: Partial<Origin> = {}): Origin => ({
  personId: anna,
  commandId: commandIdFor(anna, 'POST', '/me/practices', key),
  repeatable: true,
  bodyMac: mac(body),
  hadSameBody: (earlier) => earlier.mac === body,
  requestId: 'r',
  ...more,
});

describe('the desk', () => {
  let store: EventStore;
  let readSide: ReadSide & { shows: boolean; readonly waits: number[] };
  let pauses: number;
  const keys = createMemoryKeys();

  const deskOn = (log: EventStore): Desk => {
    const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
    const pause = (): Promise<void> => {
      pauses += 1;
      return Promise.resolve();
    };
    return new Desk(log, codec, new Aggregates(log, codec), readSide, () => now, pause);
  };

  const setup = (): Promise<Context> => Promise.resolve({ actor: { kind: 'setup' }, now });

  const provision = (desk: Desk, from: Origin = origin('provision')) =>
    desk.run({
      origin: from,
      stream: accountStream(anna),
      decider: accountDecider,
      command: {
        type: 'ProvisionAccount',
        data: { personId: anna, name: 'Anna', email: 'anna@konsil.example', language: 'de' },
      },
      context: setup,
      actingAs: () => ({ role: 'setup' }),
    });

  const grant = (desk: Desk, from: Origin, role: 'lab' | 'administrator', endsAccess = false) =>
    desk.run({
      origin: from,
      stream: accountStream(anna),
      decider: accountDecider,
      command: { type: 'GrantRole', data: { role } },
      context: setup,
      actingAs: () => ({ role: 'setup' }),
      endsAccess,
    });

  beforeEach(() => {
    store = openMemoryEventStore();
    pauses = 0;
    readSide = {
      shows: true,
      waits: [],
      wake: () => undefined,
      reached: (position) => {
        readSide.waits.push(position);
        return Promise.resolve(readSide.shows);
      },
    };
  });

  it('records what is decided and answers with revision and position', async () => {
    const outcome = await provision(deskOn(store));
    expect(outcome).toMatchObject({ revision: 0, events: [{ type: 'AccountProvisioned' }] });
    expect(outcome.position).toBe(await store.headPosition());
  });

  it('answers a repeat from the log, with the place of that time, also in another process', async () => {
    const desk = deskOn(store);
    await provision(desk);
    const first = await grant(desk, origin('lab'), 'lab');
    await grant(desk, origin('admin'), 'administrator');
    expect(await grant(desk, origin('lab'), 'lab')).toEqual(first);
    const { revision, position } = await grant(deskOn(store), origin('lab'), 'lab');
    expect({ revision, position }).toEqual({ revision: first.revision, position: first.position });
    expect(await store.headRevision(accountStream(anna))).toBe(2);
  });

  it('refuses a repeat with another body', async () => {
    const desk = deskOn(store);
    await provision(desk, origin('provision', 'one'));
    await expect(provision(desk, origin('provision', 'another'))).rejects.toMatchObject({
      status: 422,
      code: 'REQUEST.IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('refuses where the client read another revision', async () => {
    const desk = deskOn(store);
    await provision(desk);
    await expect(grant(desk, origin('lab', '', { ifMatch: 4 }), 'lab')).rejects.toMatchObject({
      status: 412,
      facts: { expected: 4, actual: 0 },
    });
    expect((await grant(desk, origin('lab', '', { ifMatch: 0 }), 'lab')).revision).toBe(1);
  });

  it('sees what another process has written, and decides on it', async () => {
    const [here, there] = [deskOn(store), deskOn(store)];
    await provision(here);
    await grant(there, origin('lab'), 'lab');
    expect((await grant(here, origin('lab again'), 'lab')).events).toEqual([]);
  });

  it('decides again when it loses the race, and gives up after a bounded number of tries', async () => {
    const desk = deskOn(store);
    await provision(desk);
    let lost = 0;
    const racing = viewOf(store, {
      append: (request) => {
        lost += 1;
        return lost <= 2
          ? Promise.reject(new EventStoreError('wrong-expected-revision', 'moved'))
          : store.append(request);
      },
    });
    expect((await grant(deskOn(racing), origin('lab'), 'lab')).revision).toBe(1);
    expect(pauses).toBe(2);
    const hopeless = viewOf(store, {
      append: () => Promise.reject(new EventStoreError('guard-moved', 'moved')),
    });
    await expect(grant(deskOn(hopeless), origin('admin'), 'administrator')).rejects.toMatchObject({ status: 409 });
  });

  it('never writes on a context that has moved: the guard is the revision that was read', async () => {
    const desk = deskOn(store);
    await provision(desk);
    const other = '5f0c7a52-8f0e-4f6e-9d56-2f1a6a1d0002' as PersonId;
    let asked = 0;
    await desk.run({
      origin: origin('guarded'),
      stream: accountStream(other),
      decider: accountDecider,
      command: {
        type: 'ProvisionAccount',
        data: { personId: other, name: 'B', email: 'b@konsil.example', language: 'de' },
      },
      context: async (_, load) => {
        asked += 1;
        const context = await setup();
        await load(accountStream(anna), accountDecider);
        // Between the decision's reading and its append the context moves on, once.
        if (asked === 1) await grant(desk, origin('meanwhile'), 'lab');
        return context;
      },
      actingAs: () => ({ role: 'setup' }),
    });
    expect(asked).toBe(2);
  });

  it('answers a command that ends access only when every query honours it', async () => {
    const desk = deskOn(store);
    await provision(desk);
    const outcome = await grant(desk, origin('lab'), 'lab', true);
    expect(readSide.waits).toEqual([outcome.position]);
    readSide.shows = false;
    await expect(grant(desk, origin('admin'), 'administrator', true)).rejects.toMatchObject({
      status: 503,
      facts: { position: outcome.position + 1 },
    });
  });

  it('waits for the end of access also when an earlier request has recorded it', async () => {
    const desk = deskOn(store);
    await provision(desk);
    const { position } = await grant(desk, origin('lab'), 'lab');
    await grant(desk, origin('lab once more'), 'lab', true);
    expect(readSide.waits).toEqual([position]);
  });

  it('records nothing when it rehearses, and refuses what would be refused', async () => {
    const desk = deskOn(store);
    const task = {
      origin: origin('x'),
      stream: accountStream(anna),
      decider: accountDecider,
      command: { type: 'GrantRole', data: { role: 'lab' } } as const,
      context: setup,
    };
    await expect(desk.rehearse(task)).rejects.toMatchObject({ code: 'ACCOUNT.UNKNOWN' });
    await provision(desk);
    await desk.rehearse(task);
    expect(await store.headRevision(accountStream(anna))).toBe(0);
  });
});
