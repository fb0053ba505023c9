import { describe, expect, it } from '@jest/globals';
import { type DomainEvent, notificationKinds, type SavedView, type ViewId } from '@konsil/domain';
import { annaId, idOf, luisId, meiId, petraId, planWellId } from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';
import { aLog } from '../../testing/log.js';
import { everybody } from '../../testing/people.js';
import { run } from '../../testing/running.js';

const view = (list: SavedView['list']): SavedView => ({
  list,
  filters: { status: ['action-needed'] },
  columns: ['patient', 'status'],
  sort: { by: 'patient', direction: 'ascending' },
});
const saved = (number: number, name: string, list: SavedView['list'] = 'orders', personId = annaId): DomainEvent => ({
  type: 'ViewSaved',
  data: { personId, viewId: idOf(number) as ViewId, name, view: view(list) },
});

describe('Saved views', () => {
  const given = readSides();

  it('are the person’s own, by name, of one list or of all', async () => {
    const { queries } = await given(saved(1, 'Zuletzt'), saved(2, 'Äußerst eilig'), saved(3, 'Meine', 'roster'));
    const names = async (list?: SavedView['list']) => (await queries.savedViews(annaId, list)).map(({ name }) => name);
    expect(await names()).toEqual(['Äußerst eilig', 'Meine', 'Zuletzt']);
    expect(await names('orders')).toEqual(['Äußerst eilig', 'Zuletzt']);
    expect((await queries.savedViews(annaId, 'roster'))[0]).toMatchObject({ viewId: idOf(3), ...view('roster') });
  });

  it('are replaced when they are saved again, and gone when they are deleted', async () => {
    const deleted: DomainEvent = { type: 'ViewDeleted', data: { personId: annaId, viewId: idOf(1) as ViewId } };
    const { queries } = await given(saved(1, 'Alt'), saved(2, 'Zwei'), saved(2, 'Zwei neu'), deleted);
    expect((await queries.savedViews(annaId)).map(({ name }) => name)).toEqual(['Zwei neu']);
  });

  it('are nobody else’s', async () => {
    const { queries } = await given(saved(1, 'Annas'), saved(1, 'Luis’', 'orders', luisId));
    expect((await queries.savedViews(luisId)).map(({ name }) => name)).toEqual(['Luis’']);
    expect(await queries.savedViews(meiId)).toEqual([]);
  });
});

describe('What a person chose', () => {
  const given = readSides();

  it('is known of every kind, chosen or by default', async () => {
    const { queries } = await given(
      { type: 'TimeZoneChosen', data: { personId: annaId, timeZone: 'Europe/Berlin' } },
      { type: 'LanguageChosen', data: { personId: annaId, language: 'en' } },
      {
        type: 'NotificationSettingChanged',
        data: { personId: annaId, kind: 'collaborator-ready', instant: true, summary: false },
      },
    );
    const chosen = await queries.preferences(annaId);
    expect(chosen).toMatchObject({ language: 'en', timeZone: 'Europe/Berlin' });
    expect(chosen?.notifications.map(({ kind }) => kind).sort()).toEqual(Object.keys(notificationKinds).sort());
    const of = (kind: string) => chosen?.notifications.find((choice) => choice.kind === kind);
    expect(of('collaborator-ready')).toMatchObject({ to: 'provider', forced: false, instant: true, summary: false });
    expect(of('review-overdue')).toMatchObject({ forced: false, instant: false, summary: true });
    expect(of('access-ended')).toMatchObject({ forced: true, instant: true });
  });

  it('is nothing of who has no account, and another’s stays as it was', async () => {
    const { queries } = await given({ type: 'LanguageChosen', data: { personId: annaId, language: 'en' } });
    expect(await queries.preferences(planWellId as never)).toBeUndefined();
    expect(await queries.preferences(petraId)).toMatchObject({ language: 'de', timeZone: null });
  });
});

describe('The organisations that a person works for', () => {
  it('are hidden while what is known of them can not be read to its end', async () => {
    const log = aLog();
    await log.record(...everybody);
    const running = run(log.store);
    await running.engine.caughtUp;
    expect(await running.queries.organisationsOf(petraId)).toMatchObject([{ organisationId: planWellId }]);
    expect(await running.queries.organisationsOf(luisId)).toEqual([]);
    await running.reached(await log.recordRaw(`organisation-${planWellId}`, 'UnknownToEverybody'));
    expect(await running.queries.organisationsOf(petraId)).toEqual([]);
    await running.stop();
  });
});
