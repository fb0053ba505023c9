import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startStandIn } from '@konsil/event-store/testing/stand-in';
import { startPostgres } from '@konsil/projections/testing/postgres';
import { LiveStream } from './support/live.js';
import { accepted } from './support/person.js';
import { annasPractice, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';

describe('GET /live', () => {
  let server: Server;
  let people: People;
  let practice: Awaited<ReturnType<typeof annasPractice>>;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    practice = await annasPractice(people);
  });
  afterAll(() => server.remove());

  const sharedCase = async (): Promise<{ readonly caseId: string; readonly patientId: string }> => {
    const made = await order(people.anna, practice.practiceId);
    accepted(
      await people.anna.patch(`/cases/${made.caseId}/collaborators`, {
        add: [{ collaboratorId: practice.entries.luis }],
        remove: [],
      }),
    );
    // Shown, so that a stream that is opened now is told nothing of it any more.
    await people.anna.get('/orders');
    return made;
  };

  it('tells both sides of a message, by the case alone, and a third nothing', async () => {
    const { caseId } = await sharedCase();
    const anna = await LiveStream.open(people.anna);
    const luis = await LiveStream.open(people.luis);
    const jonas = await LiveStream.open(people.jonas);
    const path = `/cases/${caseId}/conversations/${practice.entries.luis}/messages`;
    accepted(await people.luis.post(path, { text: 'Zahn 21?' }));
    const note = { cases: [caseId], more: false };
    expect(await anna.next()).toEqual({ lists: ['orders'], ...note });
    expect(await luis.next()).toEqual({ lists: ['collaborations'], ...note });
    accepted(await people.jonas.put('/me/language', { language: 'de' }));
    for (const stream of [anna, luis, jonas]) await stream.close();
    expect(jonas.text).not.toContain(caseId);
    expect(`${anna.text}${luis.text}`).not.toContain('Zahn');
  });

  it('tells that access has ended, and nothing of the case from then on', async () => {
    const { caseId } = await sharedCase();
    const luis = await LiveStream.open(people.luis);
    const remove = { add: [], remove: [practice.entries.luis] };
    accepted(await people.anna.patch(`/cases/${caseId}/collaborators`, remove));
    expect(await luis.next()).toEqual({ lists: ['collaborations'], cases: [], more: false });
    accepted(await people.anna.post(`/cases/${caseId}/closure`));
    // What comes next is of another case: nothing was told in between.
    const other = await sharedCase();
    expect(await luis.next()).toEqual({ lists: ['collaborations'], cases: [other.caseId], more: false });
    await luis.close();
  });

  it('wants a sign-in, as all do', async () => {
    expect((await fetch(`${server.url}/live`)).status).toBe(401);
  });

  it('answers HEAD with its headers, and ends', async () => {
    const { status, headers, body } = await people.anna.stream('/live', AbortSignal.timeout(10_000), 'HEAD');
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/event-stream' });
    expect(body).toBeNull();
  });

  it('goes on while the read models are replaced, and ends in order with the server', async () => {
    const { caseId } = await sharedCase();
    const anna = await LiveStream.open(people.anna);
    expect(await server.run('rebuild')).toMatch(/and served/);
    accepted(
      await people.luis.post(`/cases/${caseId}/conversations/${practice.entries.luis}/messages`, { text: 'again' }),
    );
    expect(await anna.next()).toEqual({ lists: ['orders'], cases: [caseId], more: false });
    await server.stop();
    expect(await anna.ended).toBe('in order');
  });
});

describe('GET /live of a process that does not fold', () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  /** Two processes on one log of KurrentDB; the second answers and does not fold. */
  const aPair = async (more: Readonly<Record<string, string>> = {}) => {
    const log = await startStandIn();
    stops.push(() => log.stop());
    const env = { KONSIL_EVENT_STORE: log.connectionString, ...more };
    const first = await Server.start({ env });
    stops.push(() => first.remove());
    const people = await settle(first);
    const beside = { ...env, KONSIL_PROJECTOR: 'off', KONSIL_PUBLIC_URL: first.url };
    const second = await Server.start({ env: beside, dataFolder: first.dataFolder });
    stops.push(() => second.stop());
    return { people, second };
  };

  it('hears of changes from the one that folds, over PostgreSQL', async () => {
    const database = await startPostgres();
    stops.push(() => database.stop());
    const { people, second } = await aPair({ KONSIL_READ_STORE: database.connectionString });
    const practice = await annasPractice(people);
    const stream = await LiveStream.open(people.anna.at(second.url));
    const { caseId } = await order(people.anna, practice.practiceId);
    // What was recorded before may still be on its way from the other process.
    expect(await stream.nextOf(caseId)).toMatchObject({ lists: expect.arrayContaining(['orders']), cases: [caseId] });
    await stream.close();
  });

  it('says that it hears of none where the read models are files', async () => {
    const { people, second } = await aPair();
    const { status, body } = await people.anna.at(second.url).get<{ readonly code: string }>('/live');
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'REQUEST.LIVE_ELSEWHERE' });
  });
});
