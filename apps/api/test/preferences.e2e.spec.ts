import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './support/person.js';
import { type People, settle } from './support/practice.js';
import { Server } from './support/server.js';

interface Preferences {
  readonly language: string;
  readonly timeZone: string | null;
  readonly notifications: readonly { readonly kind: string; readonly instant: boolean; readonly summary: boolean }[];
}
interface Views {
  readonly views: readonly { readonly viewId: string; readonly name: string; readonly savedAt: string }[];
}

const VIEW_ID = '7b0a3c1e-0000-4000-8000-000000000001';
const URGENT = {
  ...{ name: 'Eilig', list: 'orders', filters: { status: ['action-needed'] }, columns: ['patient', 'lastActivity'] },
  sort: { by: 'lastActivity', direction: 'descending' },
};

describe('what a person chooses for themself (product.md A1, A4, A5)', () => {
  let server: Server;
  let people: People;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
  });

  afterAll(() => server.remove());

  const preferencesOf = async (who: 'anna' | 'luis') => (await people[who].get<Preferences>('/me/preferences')).body;
  const viewsOf = async (who: 'anna' | 'luis') => (await people[who].get<Views>('/me/views')).body.views;

  it('is what holds by default until it is chosen, and then for them alone', async () => {
    const before = await preferencesOf('luis');
    expect(before).toMatchObject({ language: 'en', timeZone: null });
    expect(before.notifications.find(({ kind }) => kind === 'setup-approved')).toMatchObject({
      ...{ instant: false, summary: true },
    });
    accepted(await people.luis.put('/me/language', { language: 'de' }));
    accepted(await people.luis.put('/me/time-zone', { timeZone: 'europe/lisbon' }));
    accepted(await people.luis.put('/me/notifications/setup-approved', { instant: true, summary: false }));
    const after = await preferencesOf('luis');
    expect(after).toMatchObject({ language: 'de', timeZone: 'Europe/Lisbon' });
    expect(after.notifications.find(({ kind }) => kind === 'setup-approved')).toMatchObject({
      ...{ instant: true, summary: false },
    });
    expect(await preferencesOf('anna')).toMatchObject({ language: 'de', timeZone: null });
  });

  it('is refused where it can not be, and changes nothing', async () => {
    const before = await preferencesOf('luis');
    const refused = [
      await people.luis.put('/me/time-zone', { timeZone: 'Mars/Olympus' }),
      await people.luis.put('/me/notifications/access-ended', { instant: false, summary: false }),
      await people.luis.put('/me/notifications/surprise', { instant: true, summary: true }),
    ];
    expect(refused.map(({ body }) => body['code'])).toEqual([
      'ACCOUNT.TIME_ZONE_UNKNOWN',
      'ACCOUNT.NOTIFICATION_FORCED',
      expect.any(String),
    ]);
    expect(refused.every(({ status }) => status >= 400 && status < 500)).toBe(true);
    expect(await preferencesOf('luis')).toEqual(before);
  });

  it('is chosen once for one key, whatever was chosen since; another body under it is refused', async () => {
    const path = '/me/notifications/invitation-expired';
    const chosen = { instant: true, summary: true };
    const first = await people.luis.put(path, chosen, { key: 'choose' });
    accepted(await people.luis.put(path, { instant: false, summary: false }));
    const again = await people.luis.put(path, chosen, { key: 'choose' });
    expect([again.status, again.position]).toEqual([200, first.position]);
    const other = await people.luis.put(path, { instant: false, summary: true }, { key: 'choose' });
    expect([other.status, other.body['code']]).toEqual([422, 'REQUEST.IDEMPOTENCY_KEY_REUSED']);
    const { notifications } = await preferencesOf('luis');
    expect(notifications.find(({ kind }) => kind === 'invitation-expired')).toMatchObject({
      ...{ instant: false, summary: false },
    });
  });

  it('saves a view, replaces it, repeats nothing for one key, and deletes it', async () => {
    const path = `/me/views/${VIEW_ID}`;
    const first = accepted(await people.luis.put(path, URGENT, { key: 'save' }));
    expect(accepted(await people.luis.put(path, URGENT, { key: 'save' }))).toEqual(first);
    expect(await viewsOf('luis')).toMatchObject([{ viewId: VIEW_ID, ...URGENT }]);
    expect(await viewsOf('anna')).toEqual([]);
    accepted(await people.luis.put(path, { ...URGENT, name: 'Sehr eilig' }));
    expect((await viewsOf('luis')).map(({ name }) => name)).toEqual(['Sehr eilig']);
    accepted(await people.luis.delete(path));
    accepted(await people.luis.delete(path));
    expect(await viewsOf('luis')).toEqual([]);
  });

  it('never keeps in a view what was searched for', async () => {
    const searching = await people.luis.put(`/me/views/${VIEW_ID}`, { ...URGENT, filters: { search: ['sommer'] } });
    const named = await people.luis.put(`/me/views/${VIEW_ID}`, { ...URGENT, filters: { patient: ['Mia Sommer'] } });
    expect([searching.body['code'], named.body['code']]).toEqual(['ACCOUNT.VIEW_HOLDS_SEARCH', 'ACCOUNT.VIEW_INVALID']);
    expect(JSON.stringify(named.body)).not.toContain('Sommer');
    expect(await viewsOf('luis')).toEqual([]);
  });
});
