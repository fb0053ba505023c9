import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, type Person } from './support/person.js';
import { annasPractice, becomeProvider, MIA, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';
import { LOGS } from './support/stores.js';

/** What must be equal when the same request comes twice. */
const answerOf = ({ status, body, etag, position }: Awaited<ReturnType<Person['post']>>) => ({
  status,
  body,
  etag,
  position,
});

describe.each(LOGS)('the same request twice with one Idempotency-Key, with the log on $name', (log) => {
  let server: Server;
  let stopLog: () => Promise<void>;
  let env: Readonly<Record<string, string>>;
  let people: People;
  let practiceId: string;
  let luis: string;

  beforeAll(async () => {
    const started = await log.start();
    ({ env } = started);
    stopLog = started.stop;
    server = await Server.start({ env });
    people = await settle(server);
    const practice = await annasPractice(people);
    ({ practiceId } = practice);
    ({ luis } = practice.entries);
  });

  afterAll(async () => {
    await server.remove();
    await stopLog();
  });

  const cases = async () => (await people.anna.get<{ rows: unknown[] }>('/orders')).body.rows.length;

  it('has one effect and the same answer', async () => {
    const key = randomUUID();
    const body = { kind: 'aligner', practiceId, patient: MIA };
    const first = await people.anna.post('/orders', body, { key });
    const before = await cases();
    const second = await people.anna.post('/orders', body, { key });
    expect(answerOf(second)).toEqual(answerOf(first));
    expect(await cases()).toBe(before);
  });

  it('has one effect also when both come at once', async () => {
    const key = randomUUID();
    const body = { kind: 'aligner', practiceId, patient: { ...MIA, givenName: 'Both' } };
    const before = await cases();
    const replies = await Promise.all(Array.from({ length: 5 }, () => people.anna.post('/orders', body, { key })));
    const [first] = replies;
    for (const reply of replies) expect(answerOf(reply)).toEqual(first && answerOf(first));
    expect(await cases()).toBe(before + 1);
  });

  it('gives the answer of that time, not of now', async () => {
    const { caseId } = await order(people.anna, practiceId);
    const key = randomUUID();
    const path = `/cases/${caseId}/conversations/${luis}/messages`;
    accepted(
      await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [{ collaboratorId: luis }], remove: [] }),
    );
    const first = await people.anna.post(path, { text: 'once' }, { key });
    accepted(await people.anna.post(path, { text: 'another' }));
    expect(answerOf(await people.anna.post(path, { text: 'once' }, { key }))).toEqual(answerOf(first));
  });

  it('with another body is a 422 and changes nothing', async () => {
    const key = randomUUID();
    accepted(await people.anna.post('/orders', { kind: 'aligner', practiceId, patient: MIA }, { key }));
    const before = await cases();
    const other = await people.anna.post('/orders', { kind: 'retainer', practiceId, patient: MIA }, { key });
    expect(other.status).toBe(422);
    expect(other.body['code']).toBe('REQUEST.IDEMPOTENCY_KEY_REUSED');
    expect(await cases()).toBe(before);
    expect((await people.anna.get<{ patients: unknown[] }>('/patients')).body.patients).toHaveLength(before);
  });

  it('from another person or for another target is independent', async () => {
    const key = randomUUID();
    const madrid = await becomeProvider(people.luis, 'Ortodoncia Ortega');
    const annas = accepted(await people.anna.post('/orders', { kind: 'aligner', practiceId, patient: MIA }, { key }));
    const luiss = accepted(
      await people.luis.post('/orders', { kind: 'aligner', practiceId: madrid, patient: MIA }, { key }),
    );
    expect(luiss['caseId']).not.toBe(annas['caseId']);
    const elsewhere = await people.anna.post('/me/practices', { name: 'Praxis Elbe' }, { key });
    expect(elsewhere.status).toBe(201);
  });

  it('repeats a refusal, also after what was refused has become right', async () => {
    const key = randomUUID();
    const ask = () => people.mei.post('/me/practices', { name: '   ' }, { key });
    const first = await ask();
    expect(first.status).toBe(422);
    expect(answerOf(await ask()).body).toMatchObject({ code: first.body['code'] });
    const other = await people.mei.post('/me/practices', { name: 'Tokyo' }, { key });
    expect(other.body['code']).toBe('REQUEST.IDEMPOTENCY_KEY_REUSED');
  });

  it('is the same across a restart, also when it recorded nothing or was refused', async () => {
    const recordedKey = randomUUID();
    const nothingKey = randomUUID();
    const refusedKey = randomUUID();
    const body = { kind: 'aligner', practiceId, patient: { ...MIA, givenName: 'Restart' } };
    const recorded = await people.anna.post('/orders', body, { key: recordedKey });
    const sayAgain = () => people.anna.put('/roster/terms', { termsVersion: '2026-01' }, { key: nothingKey });
    const nothing = await sayAgain();
    expect(nothing.status).toBe(200);
    const wrong = { ...body, practiceId: randomUUID() };
    const refused = await people.anna.post('/orders', wrong, { key: refusedKey });
    expect(refused.status).toBe(422);
    // Something else moves the roster on: a new judgement would answer with another revision.
    accepted(await people.anna.put('/roster/consent-policy', { policy: 'per-patient' }));
    accepted(await people.anna.put('/roster/consent-policy', { policy: 'attestation' }));
    const before = await cases();

    await server.kill();
    server = await Server.start({ dataFolder: server.dataFolder, env: { ...env, KONSIL_PUBLIC_URL: server.url } });
    const anna = people.anna.at(server.url);

    expect(answerOf(await anna.post('/orders', body, { key: recordedKey }))).toEqual(answerOf(recorded));
    expect(answerOf(await anna.put('/roster/terms', { termsVersion: '2026-01' }, { key: nothingKey }))).toEqual(
      answerOf(nothing),
    );
    const again = await anna.post('/orders', wrong, { key: refusedKey });
    expect({ status: again.status, code: again.body['code'], detail: again.body['detail'] }).toEqual({
      status: refused.status,
      code: refused.body['code'],
      detail: refused.body['detail'],
    });
    const after = await anna.get<{ rows: unknown[] }>('/orders', { waitFor: recorded.position });
    expect(after.body.rows).toHaveLength(before);
  });
});
