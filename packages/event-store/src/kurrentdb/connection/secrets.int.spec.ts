/** The connection string and its credentials: in no error, in no log, in nothing that the store shows of itself. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { EventStore } from '../../port.js';
import { certified } from '../../testing/certificates.js';
import { startStandIn, type StandIn } from '../../testing/stand-in/index.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { connectKurrentEventStore } from '../index.js';
import { aStream, anEvent, idsIn, someEvents, subscribeTo, takeUntil } from '../outages/fixtures.js';

const SECRETS = /canary-user|canary-pass|tlsCAFile|esdb:/;
const canary = { name: 'canary-user', password: 'canary-pass' };

describe('the credentials', () => {
  const newFolder = temporaryFolder();
  const said: unknown[] = [];
  let standIn: StandIn;
  let store: EventStore;
  let connectionString: string;

  beforeAll(async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const tls = await certified();
    writeFileSync(join(folder, 'ca.crt'), tls.certificate);
    standIn = await startStandIn({ tls, user: canary });
    const user = `${canary.name}:${canary.password}`;
    connectionString = `esdb://${user}@127.0.0.1:${standIn.port}?tls=true&tlsCAFile=${join(folder, 'ca.crt')}`;
  });
  afterAll(() => standIn.stop());

  beforeEach(async () => {
    said.length = 0;
    for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const)
      jest.spyOn(console, name).mockImplementation((...words: unknown[]) => void said.push(...words));
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((words: unknown) => said.push(words) > 0);
    const bounds = { appendTimeoutMs: 200, appendAttempts: 3, appendGiveUpAfterMs: 600, readTimeoutMs: 2_000 };
    store = await connectKurrentEventStore({ connectionString, ...bounds });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    standIn.faults.clear();
    await store.close();
  });

  const append = (events = [anEvent()], guards: { stream: string; revision: number }[] = []) =>
    store.append({ stream: aStream(), expected: 'no-stream', events, guards });

  it.each<[string, () => Promise<unknown>]>([
    [
      'an append is refused for its revision',
      () => store.append({ stream: aStream(), expected: 4, events: [anEvent()] }),
    ],
    ['an append is no append', () => append([])],
    ['an append is too large', () => append([{ ...anEvent(), data: JSON.stringify({ text: 'x'.repeat(2 ** 20) }) }])],
    [
      'an append is too large for the server',
      () => append(someEvents(3).map((event) => ({ ...event, data: `{"text":"${'x'.repeat(500_000)}"}` }))),
    ],
    ['a guard has moved', () => append([anEvent()], [{ stream: aStream(), revision: 3 }])],
    ['an append is denied', () => (standIn.faults.onAppends('deny'), append())],
    ['an append is never answered', () => (standIn.faults.onAppends('hang', 9), append())],
    ['an append breaks every time', () => (standIn.faults.onAppends('refuse', 99), append())],
    ['an append times out at the server', () => (standIn.faults.onAppends('fail-after-writing', 99), append())],
    ['a read is denied', () => (standIn.faults.onReads('deny'), store.headPosition())],
    ['a read breaks', () => (standIn.faults.onReads('refuse'), store.headPosition())],
    ['a read is never answered', () => (standIn.faults.onReads('hang'), store.headRevision(aStream()))],
    ['a read begins nowhere', () => idsIn(store.readAll({ from: 0.5 }))],
    ['a subscription begins beyond the end', () => subscribeTo(store, aStream(), 1e12).next()],
    [
      'a subscription breaks',
      async () => {
        const messages = subscribeTo(store, aStream());
        await takeUntil(messages, ({ kind }) => kind === 'caught-up');
        standIn.faults.dropStreams();
        return takeUntil(messages, () => false);
      },
    ],
    [
      'another log is asked for',
      () => connectKurrentEventStore({ connectionString: `${connectionString}&discoveryInterval=1` }),
    ],
    ['the store is closed', () => store.close().then(() => store.headPosition())],
    [
      'the password is wrong',
      async () => {
        await store.close();
        return connectKurrentEventStore({ connectionString: connectionString.replace('canary-pass', 'canary-pass2') });
      },
    ],
    [
      'the server is gone',
      async () => {
        await standIn.stop();
        const outcomes = await Promise.allSettled([append(), store.headPosition()]);
        await standIn.start();
        throw new AggregateError(outcomes);
      },
    ],
  ])('stand nowhere when %s', async (_what, provoke) => {
    const error: unknown = await provoke().then(
      () => Promise.reject(new Error('Nothing went wrong.')),
      (reason: unknown) => reason,
    );
    expect(String(error)).not.toContain('Nothing went wrong');
    const shown = [error, said, store].map((what) => inspect(what, { depth: null, showHidden: true }));
    expect([...shown, JSON.stringify(error), JSON.stringify(said), JSON.stringify(store)].join('\n')).not.toMatch(
      SECRETS,
    );
  });
});
