/** What follows in the background behind a command. Rules: product.md B6, C4. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './support/person.js';
import { annasPractice, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';
import type { OrdersPage } from './support/views.js';

describe('behind a removal', () => {
  let server: Server;
  let people: People;
  let practice: Awaited<ReturnType<typeof annasPractice>>;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    practice = await annasPractice(people);
  });
  afterAll(() => server.remove());

  /** With whom each of Anna's cases is shared, as soon as that is what is expected. */
  const sharedWith = async (isExpected: (entries: readonly string[]) => boolean): Promise<readonly string[]> => {
    for (;;) {
      const { body } = await people.anna.get<OrdersPage>('/orders');
      const entries = body.rows.flatMap(({ collaborators }) =>
        collaborators.map(({ collaboratorId }) => collaboratorId),
      );
      if (isExpected(entries)) return entries;
      await nextTurn();
    }
  };

  it('the shares of the entry end one by one, and those of others stay', async () => {
    const { luis, jonas } = practice.entries;
    const add = [{ collaboratorId: luis }, { collaboratorId: jonas }];
    for (let n = 0; n < 5; n += 1) {
      const { caseId } = await order(people.anna, practice.practiceId);
      accepted(await people.anna.patch(`/cases/${caseId}/collaborators`, { add, remove: [] }));
    }
    await sharedWith((entries) => entries.length === 10);
    accepted(await people.anna.delete(`/roster/collaborators/${luis}`));
    const left = await sharedWith((entries) => !entries.includes(luis));
    expect(left).toEqual([jonas, jonas, jonas, jonas, jonas]);
  });

  it('and the process says how far its rules have come', async () => {
    const { body } = await people.anna.get<{ checks: { policies: unknown } }>('/readyz');
    expect(body.checks.policies).toEqual({
      ok: true,
      facts: { 'policy:end-grants': expect.any(Number), 'policy:bulk-sharing': expect.any(Number) },
    });
  });
});
