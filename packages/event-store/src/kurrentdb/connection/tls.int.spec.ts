/** Encrypted connections: whose server it is, and who asks. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certified } from '../../testing/certificates.js';
import { startStandIn, type StandIn } from '../../testing/stand-in/index.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { connectKurrentEventStore } from '../index.js';
import { aStream, anEvent, someEvents, subscribeTo, takeUntil } from '../outages/fixtures.js';

const USER = 'konsil:pass%3Aword@';

describe('a connection with TLS', () => {
  const newFolder = temporaryFolder();
  let standIn: StandIn;
  let authority: string;
  let otherAuthority: string;
  beforeAll(async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const own = await certified();
    authority = join(folder, 'ca.crt');
    otherAuthority = join(folder, 'other.crt');
    writeFileSync(authority, own.certificate);
    writeFileSync(otherAuthority, (await certified()).certificate);
    standIn = await startStandIn({ tls: own, user: { name: 'konsil', password: 'pass:word' } });
  });
  afterAll(() => standIn.stop());

  const stringWith = (user: string, options: string): string =>
    `esdb://${user}127.0.0.1:${standIn.port}?${options}&defaultDeadline=2000`;

  it('is made with the file of the authority, and reads, appends and subscribes with the credentials', async () => {
    const connectionString = stringWith(USER, `tls=true&tlsCAFile=${authority}`);
    const store = await connectKurrentEventStore({ connectionString });
    const stream = aStream();
    await store.append({ stream, expected: 'no-stream', events: someEvents(2) });
    await store.append({
      ...{ stream, expected: 1, events: [anEvent()] },
      guards: [{ stream: aStream(), revision: -1 }],
    });
    const [events] = await takeUntil(subscribeTo(store, stream), ({ kind }) => kind === 'caught-up');
    expect(events).toMatchObject({ kind: 'events', events: [{}, {}, {}] });
    await store.close();
  });

  it.each<[string, string, () => string, string]>([
    ['the authority is another one', USER, () => `tls=true&tlsCAFile=${otherAuthority}`, 'unavailable'],
    ['the authority is nobody known', USER, () => 'tls=true', 'unavailable'],
    ['the client does not encrypt', USER, () => 'tls=false', 'unavailable'],
    ['the password is wrong', 'konsil:other@', () => `tls=true&tlsCAFile=${authority}`, 'access-denied'],
    ['nobody is named', '', () => `tls=true&tlsCAFile=${authority}`, 'access-denied'],
  ])('is not made where %s', async (_what, user, options, code) => {
    const connecting = connectKurrentEventStore({
      connectionString: stringWith(user, options()),
      readTimeoutMs: 2_000,
    });
    await expect(connecting).rejects.toMatchObject({ name: 'EventStoreError', code });
  });
});
