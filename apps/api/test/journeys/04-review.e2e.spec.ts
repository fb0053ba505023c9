import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from '../support/person.js';
import { annasPractice, order, type People, settle } from '../support/practice.js';
import { Server } from '../support/server.js';
import { LOGS } from '../support/stores.js';
import type { ConversationPage, OrdersPage } from '../support/views.js';

describe.each(LOGS)('journey 4, review, with the log on $name', (log) => {
  let server: Server;
  let stopLog: () => Promise<void>;
  let people: People;
  let caseId: string;
  let luis: string;

  beforeAll(async () => {
    const started = await log.start();
    stopLog = started.stop;
    server = await Server.start({ env: started.env });
    people = await settle(server);
    const practice = await annasPractice(people);
    ({ luis } = practice.entries);
    ({ caseId } = await order(people.anna, practice.practiceId));
    accepted(
      await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [{ collaboratorId: luis }], remove: [] }),
    );
  });

  afterAll(async () => {
    await server.remove();
    await stopLog();
  });

  const publish = (version: number) =>
    people.lab.post(`/cases/${caseId}/setups`, { version, occurredAt: new Date().toISOString() });
  const verdict = (version: number, body: object) =>
    people.luis.post(`/cases/${caseId}/setups/${version}/verdicts`, body);
  const row = async (position: number) => {
    const { body } = await people.anna.get<OrdersPage>('/orders', { waitFor: position });
    return body.rows[0];
  };
  const conversation = async (position?: number) => {
    const path = `/cases/${caseId}/conversations/${luis}/messages`;
    const asking = position === undefined ? {} : { waitFor: position };
    return (await people.anna.get<ConversationPage>(path, asking)).body.messages;
  };

  it('the lab posts setup 1: evaluating', async () => {
    const published = await publish(1);
    accepted(published);
    expect(await row(published.position)).toMatchObject({ collaboratorStatus: 'evaluating-setup', icon: 'aligner' });
  });

  it('a decline without notes is refused', async () => {
    const refused = await verdict(1, { verdict: 'declined' });
    expect(refused.status).toBe(422);
    expect(refused.body['code']).toBe('CASE.WORDS_MISSING');
  });

  it('Luis declines with notes: awaiting, and the notes are in the conversation', async () => {
    const declined = await verdict(1, { verdict: 'declined', message: 'Rotate 23 less.' });
    accepted(declined);
    expect(await row(declined.position)).toMatchObject({
      collaboratorStatus: 'awaiting-setup',
      icon: 'speech-bubble',
      unread: 1,
    });
    expect(await conversation(declined.position)).toMatchObject([
      { act: 'declined-by-collaborator', text: 'Rotate 23 less.', side: 'collaborator', setupVersion: 1 },
    ]);
  });

  it('the lab posts setup 2: evaluating again', async () => {
    const published = await publish(2);
    expect(await row(published.position)).toMatchObject({ collaboratorStatus: 'evaluating-setup' });
  });

  it('a verdict on setup 1 is refused and names version 2', async () => {
    const refused = await verdict(1, { verdict: 'ready-for-approval' });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'CASE.SETUP_VERSION_OUTDATED', facts: { currentVersion: 2 } });
  });

  it('Luis writes two messages and marks setup 2 ready', async () => {
    for (const text of ['Much better.', 'Just a detail at 41.']) {
      accepted(await people.luis.post(`/cases/${caseId}/conversations/${luis}/messages`, { text }));
    }
    const ready = await verdict(2, { verdict: 'ready-for-approval' });
    accepted(ready);
    expect(await row(ready.position)).toMatchObject({ collaboratorStatus: 'ready-for-approval', unread: 3 });
  });

  it('Anna sends it back; without a reason that is refused, with one the reason is in the conversation', async () => {
    const path = `/cases/${caseId}/setups/2/send-back`;
    const refused = await people.anna.post(path, { collaboratorId: luis, message: '  ' });
    expect(refused.status).toBe(422);
    const sentBack = await people.anna.post(path, { collaboratorId: luis, message: 'Please look at the overjet.' });
    accepted(sentBack);
    expect(await row(sentBack.position)).toMatchObject({ collaboratorStatus: 'evaluating-setup' });
    expect((await conversation(sentBack.position))[0]).toMatchObject({
      act: 'sent-back',
      text: 'Please look at the overjet.',
    });
  });

  it('Luis marks ready again, with a message in the same save', async () => {
    const ready = await verdict(2, { verdict: 'ready-for-approval', message: 'Overjet is fine now.' });
    accepted(ready);
    expect(await row(ready.position)).toMatchObject({ collaboratorStatus: 'ready-for-approval' });
    expect((await conversation(ready.position))[0]).toMatchObject({
      act: 'marked-ready',
      text: 'Overjet is fine now.',
    });
  });

  it('reading marks up to the last message, and the speech bubble goes', async () => {
    const [newest] = await conversation();
    const reads = `/cases/${caseId}/conversations/${luis}/reads`;
    const ahead = await people.anna.post(reads, { upTo: 9_000_000_000 });
    expect(ahead.body['code']).toBe('CONVERSATION.POSITION_INVALID');
    const read = await people.anna.post(reads, { upTo: newest?.position });
    accepted(read);
    expect(await row(read.position)).toMatchObject({ unread: 0, icon: 'check-mark' });
  });

  it('Luis trying to approve is refused', async () => {
    const refused = await people.luis.post(`/cases/${caseId}/setups/2/approval`, { caseType: 'two' });
    expect(refused.status).toBe(403);
  });

  it('Anna approves setup 2 and picks case type Two', async () => {
    const approved = await people.anna.post(`/cases/${caseId}/setups/2/approval`, { caseType: 'two' });
    accepted(approved);
    expect(await row(approved.position)).toMatchObject({
      collaboratorStatus: 'approved',
      caseType: 'two',
      category: 'aligners-in-production',
      status: 'in-treatment',
    });
  });

  it('closing archives the case: it takes no more messages', async () => {
    const closed = await people.anna.post(`/cases/${caseId}/closure`);
    accepted(closed);
    expect(await row(closed.position)).toMatchObject({
      collaboratorStatus: 'archived',
      icon: 'file-box',
      status: 'closed',
    });
    const refused = await people.luis.post(`/cases/${caseId}/conversations/${luis}/messages`, { text: 'Too late?' });
    expect(refused.status).toBe(409);
    expect(refused.body['code']).toBe('CASE.ARCHIVED');
  });
});
