/** The product with its read models on PostgreSQL: the same answers, one server writes them. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '@konsil/projections/testing/postgres';
import { accepted } from './support/person.js';
import { annasPractice, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';
import type { OrdersPage } from './support/views.js';

describe('with read models on PostgreSQL', () => {
  let database: TestPostgres;
  let server: Server;
  let people: People;
  let practice: Awaited<ReturnType<typeof annasPractice>>;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    database = await startPostgres();
    env = { KONSIL_READ_STORE: database.connectionString };
    server = await Server.start({ env });
    people = await settle(server);
    practice = await annasPractice(people);
  });

  afterAll(async () => {
    await server.remove();
    await database.stop();
  });

  const rowsIn = async (table: string): Promise<number> => {
    const [row] = await database.query(`SELECT count(*) FROM konsil."${table}"`);
    return Number(row?.['count']);
  };

  it('a shared case stands in both lists and in the audit trail, and is gone for the colleague when it is taken back', async () => {
    const { caseId } = await order(people.anna, practice.practiceId);
    const { luis } = practice.entries;
    const path = `/cases/${caseId}/collaborators`;
    accepted(await people.anna.patch(path, { add: [{ collaboratorId: luis }], remove: [] }));

    const orders = await people.anna.get<OrdersPage>('/orders');
    expect(orders.body.rows).toEqual([expect.objectContaining({ caseId })]);
    const shared = await people.luis.get<{ rows: readonly unknown[] }>('/collaborations');
    expect(shared.body.rows).toEqual([expect.objectContaining({ caseId })]);
    const found = await people.anna.post('/orders/search', { search: 'SOMMER' });
    expect(found.body['rows']).toEqual([expect.objectContaining({ caseId })]);
    expect(await rowsIn('cases')).toBe(1);
    expect(await rowsIn('auditEntries')).toBeGreaterThan(10);

    accepted(await people.anna.patch(path, { add: [], remove: [luis] }));
    expect((await people.luis.get(`/cases/${caseId}`)).status).toBe(404);
  });

  it('a restarted server goes on with the rows that are there', async () => {
    const before = await rowsIn('auditEntries');
    const { dataFolder, url } = server;
    await server.stop();
    server = await Server.start({ env, dataFolder, port: Number(new URL(url).port) });
    while (!(await fetch(`${server.url}/readyz`)).ok) await nextTurn();
    expect(await rowsIn('auditEntries')).toBe(before);
  });

  it('konsil rebuild builds the rows anew beside the server, which goes on with them, and compares them', async () => {
    const change = `UPDATE konsil."patients" SET "familyName" = 'Wrongly'`;
    await database.query(change);
    const differences = await server.run('rebuild', '--compare').catch(({ stdout }: { stdout: string }) => stdout);
    expect(differences).toMatch(/^\{"table":"patients","key":\{"patientId":"[^"]+"\},"found":"changed"\}\nCompared /);
    expect(differences).not.toContain('Wrongly');
    expect(await server.run('rebuild')).toMatch(/^The read models are built anew up to position \d+, and served\.\n$/);
    const { caseId } = await order(people.anna, practice.practiceId);
    const orders = await people.anna.get<OrdersPage>('/orders');
    expect(orders.body.rows.map((row) => row['caseId'])).toContain(caseId);
    expect(await server.run('rebuild', '--compare')).toMatch(/^Compared up to position \d+: no row differs\.\n$/);
    const schemas = await database.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'konsil%'`);
    expect(schemas).toEqual([{ nspname: 'konsil' }]);
  }, 60_000);

  it('without an answer from PostgreSQL the start ends with one clear line, and no password', async () => {
    const away = 'postgres://konsil:hunter2@127.0.0.1:1/konsil';
    const refused = await Server.start({ env: { KONSIL_READ_STORE: away } }).catch((error: unknown) => String(error));
    expect(refused).toMatch(/The read store \(KONSIL_READ_STORE\) can't be opened: ECONNREFUSED\./);
    expect(refused).not.toContain('hunter2');
  });

  // Both of another log, as by a mistake in the configuration.
  it('a second server does not write what another one writes, and says who that is', async () => {
    const refused = await Server.start({ env }).catch((error: unknown) => String(error));
    expect(refused).toMatch(/Another process \(.+, process \d+\) folds into the schema konsil\./);
    expect(refused).toContain('KONSIL_PROJECTOR=off');
    expect((await people.anna.get<OrdersPage>('/orders')).status).toBe(200);
  }, 40_000);

  it('a server that was taken for dead ends with its next event, and says why', async () => {
    // It lives: from now on each time it renews its lease makes it one that has run out.
    await database.query(`CREATE FUNCTION public.forget() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW."epoch" = OLD."epoch" THEN NEW."heldUntil" := '-infinity'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER forget BEFORE UPDATE ON konsil."lease" FOR EACH ROW EXECUTE FUNCTION public.forget();
      UPDATE konsil."lease" SET "epoch" = "epoch"`);
    const another = await Server.start({ env });
    await order(people.anna, practice.practiceId);
    await server.ended;
    expect(server.output).toContain('Another process has taken over writing the read models.');
    await another.remove();
  });
});
