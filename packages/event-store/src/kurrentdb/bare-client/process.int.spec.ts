/** Statements 29, 30, 34 and 35: what the bare client does to its whole process. Stand-in only. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { startStandIn } from '../../testing/stand-in/index.js';

describe('the bare client in a process of its own', () => {
  const client = `
    import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
    const [connectionString, id, type, stream] = process.argv.slice(1);
    const said = [];
    const client = EventStoreDBClient.connectionString(connectionString);
    const late = new Promise((resolve) => {
      for (const name of ['uncaughtException', 'unhandledRejection']) process.once(name, () => resolve('thrown'));
    });
    await client.appendToStream(stream, jsonEvent({ id, type, data: {} })).catch((error) => said.push(error.type));
    said.push(await late);
    const later = client.appendToStream('later-1', jsonEvent({ type: 'Later', data: {} }));
    const patience = new Promise((resolve) => setTimeout(() => resolve('hangs'), 500));
    said.push(await Promise.race([later.then(() => 'answered', () => 'refused'), patience]));
    console.log(said.join(' '));
    process.exit(0);
  `;

  it.each([
    ['an id that is no UUID', ['event-1', 'Type', 'wrong-1']],
    ['an empty type', ['00000000-0000-4000-8000-000000000000', '', 'wrong-1']],
    ['an empty stream name', ['00000000-0000-4000-8000-000000000000', 'Type', '']],
  ])('29: %s is refused, throws again later, and every later append hangs', async (_what, asked) => {
    const standIn = await startStandIn({ writeTimeoutMs: 100 });
    const run = promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      client,
      standIn.connectionString,
      ...asked,
    ]);
    const { stdout } = await run;
    expect(stdout.trim()).toBe('unknown thrown hangs');
    await standIn.stop();
  });

  const underLoad = `
    import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
    const client = EventStoreDBClient.connectionString(process.argv[1]);
    let uncaught = 0;
    process.on('unhandledRejection', () => (uncaught += 1));
    const append = (name) =>
      client.appendToStream(name, jsonEvent({ type: 'Large', data: { text: 'x'.repeat(5_000) } })).catch(() => 'failed');
    await append('first-1');
    await Promise.all(Array.from({ length: 400 }, (_, index) => append('load-' + index)));
    setImmediate(() => {
      console.log(uncaught > 0 ? 'uncaught' : 'all caught');
      process.exit(0);
    });
  `;

  it('30: a call that breaks under load raises rejections that nobody can catch', async () => {
    const standIn = await startStandIn();
    standIn.faults.onAppends({ lateMs: 0 });
    standIn.faults.onAppends('refuse');
    const asked = ['--input-type=module', '--eval', underLoad, standIn.connectionString];
    const { stdout } = await promisify(execFile)(process.execPath, asked);
    expect(stdout.trim()).toBe('uncaught');
    await standIn.stop();
  });

  const withoutListener = `
    import { EventStoreDBClient } from '@eventstore/db-client';
    import { startStandIn } from '@konsil/event-store/testing/stand-in';
    const standIn = await startStandIn();
    const subscription = EventStoreDBClient.connectionString(standIn.connectionString).subscribeToAll();
    subscription.on('caughtUp', () => void standIn.stop());
    subscription.resume();
    setTimeout(() => process.exit(0), 5_000);
  `;

  it('34: a subscription that nobody hears the errors of ends the process when the server dies', async () => {
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', withoutListener]);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('UnavailableError') as unknown,
    });
  });

  const answeredTwice = `
    import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
    const client = EventStoreDBClient.connectionString(process.argv[1]);
    const said = [];
    const uncaught = new Promise((resolve) => {
      for (const name of ['uncaughtException', 'unhandledRejection']) process.once(name, () => resolve('thrown'));
    });
    said.push(await client.appendToStream('once-1', jsonEvent({ type: 'Once', data: {} })).then(() => 'answered'));
    said.push(await uncaught);
    console.log(said.join(' '));
    process.exit(0);
  `;

  it('35: an answer that comes twice throws where nobody can catch it', async () => {
    const standIn = await startStandIn();
    standIn.faults.onAppends('answer-twice');
    const asked = ['--input-type=module', '--eval', answeredTwice, standIn.connectionString];
    const { stdout } = await promisify(execFile)(process.execPath, asked);
    expect(stdout.trim()).toBe('answered thrown');
    await standIn.stop();
  });
});
