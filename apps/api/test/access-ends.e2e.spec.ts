import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, type Person } from './support/person.js';
import { annasPractice, collaborate, emailOf, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';
import { LOGS } from './support/stores.js';

/** How many readers and writers there are at once: together 200 in the long run, enough to overlap in the short one. */
const [READERS, WRITERS] = process.env['KONSIL_LONG'] === '1' ? [100, 100] : [24, 24];

describe.each(LOGS)('a command that ends access, with the log on $name', (log) => {
  /** The process that commands are sent to, and all processes that answer. */
  let server: Server;
  let processes: Server[];
  let stopLog: () => Promise<void>;
  let people: People;
  let practice: Awaited<ReturnType<typeof annasPractice>>;

  beforeAll(async () => {
    const started = await log.start();
    stopLog = started.stop;
    server = await Server.start({ env: started.env });
    people = await settle(server);
    practice = await annasPractice(people);
    processes = [server];
    // SQLite has one serving process; with KurrentDB a second API process answers from the same data folder.
    if (log.name === 'KurrentDB') {
      const env = { ...started.env, KONSIL_PROJECTOR: 'off', KONSIL_PUBLIC_URL: server.url };
      processes.push(await Server.start({ env, dataFolder: server.dataFolder }));
    }
  });

  afterAll(async () => {
    for (const other of processes.slice(1)) await other.stop();
    await server.remove();
    await stopLog();
  });

  const sharedCase = async (entry: string) => {
    const made = await order(people.anna, practice.practiceId);
    accepted(
      await people.anna.patch(`/cases/${made.caseId}/collaborators`, { add: [{ collaboratorId: entry }], remove: [] }),
    );
    return made;
  };

  /**
   * Luis reads and writes all the time on every process; `end` ends his access. Every request that he began after the
   * answer must fail; at least one before it must have worked, or nothing was tested.
   */
  const nothingAfterTheAnswer = async (luis: Person, caseId: string, entry: string, end: () => Promise<unknown>) => {
    let ended = false;
    let stop = false;
    const before = { reads: 0, writes: 0 };
    const after: number[] = [];
    const loop = async (kind: 'reads' | 'writes', ask: () => Promise<{ status: number }>) => {
      let afterwards = 0;
      while (!stop && afterwards < 2) {
        const beganAfter = ended;
        const { status } = await ask();
        if (beganAfter) after.push(status);
        else if (status < 300) before[kind] += 1;
        if (beganAfter) afterwards += 1;
      }
    };
    const at = (n: number) => luis.at(processes[n % processes.length]?.url ?? server.url);
    const talk = `/cases/${caseId}/conversations/${entry}/messages`;
    const loops = [
      ...Array.from({ length: READERS }, (_, n) =>
        loop('reads', () => (n % 2 === 0 ? at(n >> 1).get(`/cases/${caseId}`) : at(n >> 1).get(talk))),
      ),
      ...Array.from({ length: WRITERS }, (_, n) => loop('writes', () => at(n).post(talk, { text: 'still here' }))),
    ];
    const ending = (async () => {
      // Only when the crowd is at work.
      while (before.reads < 20 || before.writes < 5) await new Promise((next) => setImmediate(next));
      await end();
      ended = true;
    })();
    await ending;
    await Promise.all(loops);
    stop = true;
    expect(before.reads).toBeGreaterThan(0);
    expect(before.writes).toBeGreaterThan(0);
    expect(after.length).toBeGreaterThanOrEqual(READERS + WRITERS);
    // Under this load a command can run out of time (503): it did nothing, and says so.
    const refused = new Set([404, 503]);
    expect(after.filter((status) => !refused.has(status))).toEqual([]);
    expect(after.filter((status) => status === 404).length).toBeGreaterThan(after.length / 2);
  };

  it('unshare: nothing that begins after the answer honours the access', async () => {
    const { luis } = practice.entries;
    const { caseId } = await sharedCase(luis);
    await nothingAfterTheAnswer(people.luis, caseId, luis, async () =>
      accepted(await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [], remove: [luis] })),
    );
  });

  it('consent withdrawal: the same', async () => {
    const { luis } = practice.entries;
    const { caseId, patientId } = await sharedCase(luis);
    await nothingAfterTheAnswer(people.luis, caseId, luis, async () =>
      accepted(await people.anna.post(`/patients/${patientId}/withdrawal`)),
    );
  });

  it('removal: the same, and every case is gone from the dashboard', async () => {
    const { luis } = practice.entries;
    const { caseId } = await sharedCase(luis);
    await nothingAfterTheAnswer(people.luis, caseId, luis, async () =>
      accepted(await people.anna.delete(`/roster/collaborators/${luis}`)),
    );
    for (const { url } of processes) {
      const dashboard = await people.luis.at(url).get<{ rows: unknown[]; counts: { all: number } }>('/collaborations');
      expect(dashboard.body.rows).toEqual([]);
      expect(dashboard.body.counts.all).toBe(0);
    }
  });

  it('removed and added again: nothing of before comes back', async () => {
    const before = await sharedCase(practice.entries.jonas);
    accepted(await people.anna.delete(`/roster/collaborators/${practice.entries.jonas}`));
    await collaborate(people.anna, people.jonas, { kind: 'staff', email: emailOf('jonas') });
    expect((await people.jonas.get(`/cases/${before.caseId}`)).status).toBe(404);
  });
});
