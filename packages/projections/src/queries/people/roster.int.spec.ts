import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  type Collaborator,
  inDays,
  jonas,
  luis,
  luisId,
  mei,
  type RosterBuilder,
} from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';

/** The example's events are recorded on the day before their clock stands. */
const FIRST_DAY = '2026-03-01T12:00:00.000Z';
const onDay = (days: number) => inDays(days, FIRST_DAY);

describe('Manage Collaborators', () => {
  const given = readSides();

  const entryOf = async (roster: RosterBuilder, now: string, { collaboratorId }: Collaborator = luis) => {
    const { queries } = await given(...roster.events);
    return (await queries.roster(annaId, now)).entries.find((entry) => entry.collaboratorId === collaboratorId);
  };

  it('tells how old an invitation is and when its next reminder is due', async () => {
    const invited = aRoster().invited(luis);
    const ofDay = async (roster: RosterBuilder, days: number) => (await entryOf(roster, onDay(days)))?.invitation;
    expect(await ofDay(invited, 0)).toMatchObject({ ageInDays: 0, reminders: 0, nextReminderAt: inDays(3) });
    expect(await ofDay(invited, 5)).toMatchObject({ ageInDays: 5, reminders: 0, nextReminderAt: inDays(3) });
    expect(await ofDay(invited.reminded(luis, 1), 5)).toMatchObject({ reminders: 1, nextReminderAt: inDays(7) });
    expect(await ofDay(invited.reminded(luis, 3), 16)).toMatchObject({ reminders: 3, nextReminderAt: null });
    expect(await ofDay(invited.reminded(luis, 1).resent(luis), 1)).toMatchObject({
      reminders: 0,
      nextReminderAt: inDays(3),
    });
  });

  it.each([
    ['was accepted', aRoster().with(luis), 'accepted'],
    ['was declined', aRoster().invited(luis).declined(luis), 'invitation-declined'],
    ['was withdrawn', aRoster().invited(luis).withdrawn(luis), 'invitation-withdrawn'],
    ['is of a removed entry', aRoster().invited(luis).without(luis), 'removed'],
  ])('knows no next reminder of an invitation that %s', async (_, roster, state) => {
    expect(await entryOf(roster, onDay(1))).toMatchObject({ state, invitation: { nextReminderAt: null } });
  });

  it.each([
    ['before any event says so', aRoster().invited(luis)],
    ['and an event has said so', aRoster().invited(luis).expired(luis)],
  ])('knows none either once the time of the invitation has run out, %s', async (_, roster) =>
    expect(await entryOf(roster, inDays(30))).toMatchObject({
      state: 'invitation-expired',
      invitation: { nextReminderAt: null },
    }),
  );

  it('shows permissions, standing rule and the choices of the roster', async () => {
    const rule = { current: true, future: false, pseudonymised: true, ends: { on: 'approval' } } as const;
    const of = { providerId: annaId };
    const { queries } = await given(
      ...aRoster()
        .with(luis)
        .with(jonas)
        .ruled(luis, rule)
        .permitted(jonas, ['decline-setups', 'add-orders'])
        .and(
          { type: 'DefaultReviewRuleChosen', data: { ...of, reviewRule: { rule: 'all' } } },
          { type: 'TranslationAllowed', data: { ...of, allowed: true } },
        ).events,
    );
    const roster = await queries.roster(annaId, onDay(1));
    expect(roster).toMatchObject({ reviewRule: { rule: 'all' }, translationAllowed: true });
    expect(roster.entries).toMatchObject([
      { permissions: ['decline-setups'], rule },
      {
        permissions: ['decline-setups', 'add-orders'],
        rule: { current: false, future: false, pseudonymised: false, ends: null },
      },
    ]);
  });

  it('counts what is shared, what waits for the collaborator and what for the provider, and nothing archived', async () => {
    const shared = aCase().sharedWith(luis).sharedWith(jonas).setup();
    const countsAfter = async (built: typeof shared) => {
      const roster = aRoster().with(luis).with(jonas).with(mei);
      const { queries } = await given(...roster.events, ...aPatient().events, ...built.events);
      return (await queries.roster(annaId, onDay(1))).entries.map(({ cases: { shared: all, toEvaluate, ready } }) => [
        all,
        toEvaluate,
        ready,
      ]);
    };
    expect(await countsAfter(shared.ready(luis))).toEqual([
      [1, 0, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    expect(await countsAfter(shared.declinedBy(luis))).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
    expect(await countsAfter(shared.unsharedFrom(luis).closed())).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('shows nobody the roster of another', async () => {
    const { queries } = await given(
      ...aRoster().with(luis).events,
      ...aPatient().events,
      ...aCase().sharedWith(luis).events,
    );
    expect(await queries.roster(luisId, onDay(1))).toMatchObject({ providerId: luisId, entries: [], revision: -1 });
  });
});
