import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startStandIn, type StandIn } from '../../testing/stand-in/index.js';
import { connectKurrentEventStore } from '../index.js';

describe('connecting', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.stop());

  it('shares one client among the stores of a process, and closes it with the last one', async () => {
    const { connectionString } = standIn;
    const [one, two] = await Promise.all([
      connectKurrentEventStore({ connectionString }),
      connectKurrentEventStore({ connectionString }),
    ]);
    await one.close();
    await one.close();
    expect(await two.headPosition()).toBe(-1);
    await two.close();
    await expect(two.headPosition()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('refuses a second log in the same process, and takes it once the first is closed', async () => {
    const { connectionString } = standIn;
    const store = await connectKurrentEventStore({ connectionString });
    const other = `${connectionString}&connectionName=other`;
    await expect(connectKurrentEventStore({ connectionString: other })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('one process, one log') as unknown,
    });
    await store.close();
    await (await connectKurrentEventStore({ connectionString: other })).close();
  });

  it('finds the leader of a cluster by gossip', async () => {
    const { port } = standIn;
    const connectionString = `esdb://127.0.0.1:${port},127.0.0.1:${port}?tls=false&nodePreference=leader`;
    const store = await connectKurrentEventStore({ connectionString });
    expect(await store.headPosition()).toBe(-1);
    await store.close();
  });

  it.each(['kurrentdb', 'kdb', 'esdb'])('takes %s:// for the same protocol', async (scheme) => {
    const connectionString = standIn.connectionString.replace('esdb', scheme);
    const store = await connectKurrentEventStore({ connectionString });
    expect(await store.headPosition()).toBe(-1);
    await store.close();
  });

  it('says that nobody answers, and can be asked again', async () => {
    const { connectionString } = standIn;
    await standIn.stop();
    await expect(connectKurrentEventStore({ connectionString })).rejects.toMatchObject({ code: 'unavailable' });
    await standIn.start();
    await (await connectKurrentEventStore({ connectionString })).close();
  });

  it.each([
    ['a password with a colon and no host', 'esdb://admin:s3cret:x@'],
    ['another protocol', 'http://admin:s3cret@localhost:2113'],
    ['an unknown option', 'esdb://admin:s3cret@localhost:2113?tls=false&colour=red'],
    ['an option that the client only warns about', 'esdb://admin:s3cret@localhost:2113?tlsVerifyCert=false'],
    ['a broken port', 'esdb://admin:s3cret@localhost:many'],
    ['a broken number', 'esdb://admin:s3cret@localhost:2113?defaultDeadline=soon'],
    ['a certificate that is not there', 'esdb://admin:s3cret@localhost:2113?tlsCAFile=/no/such/file'],
    ['a password that is not encoded', 'esdb://admin:s3cret%@localhost:2113?tls=false'],
    ['nothing', ''],
  ])('refuses %s without a word of the credentials', async (_what, connectionString) => {
    const said: unknown[] = [];
    const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      jest.spyOn(console, name).mockImplementation((...words: unknown[]) => void said.push(words)),
    );
    const error: unknown = await connectKurrentEventStore({ connectionString }).catch((refusal: unknown) => refusal);
    for (const spy of spies) spy.mockRestore();
    expect(error).toMatchObject({ name: 'EventStoreError', code: 'unavailable' });
    const { message = '', stack = '', cause } = error instanceof Error ? error : new Error();
    expect([message, stack, String(cause), JSON.stringify(said)].join()).not.toMatch(/s3cret|admin/);
    expect(said).toEqual([]);
  });
});
