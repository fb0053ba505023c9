import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  aConversation,
  annaId,
  aPatient,
  aRoster,
  inDays,
  luis,
  luisId,
  pauloId,
  petraId,
  planWell,
} from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';

const roster = aRoster().with(luis).with(planWell);
const now = inDays(1);

describe('The counts of the dashboard', () => {
  const given = readSides();

  it('say for each member of an organisation what they have not read themselves', async () => {
    const shared = aCase().sharedWith(planWell);
    const conversation = aConversation(planWell).said(annaId);
    const { queries } = await given(
      ...[...roster.events, ...aPatient().events, ...shared.events],
      ...conversation.readBy(petraId, 1_000).events,
    );
    for (const [viewer, unread] of [
      [petraId, 0],
      [pauloId, 1],
    ] as const) {
      const page = await queries.collaborations({ viewer, now });
      expect(page.counts).toMatchObject({ all: 1, unread });
      expect(page.rows).toMatchObject([{ unread }]);
      const unreadOnly = await queries.collaborations({ viewer, now, filters: { unread: true } });
      expect([unreadOnly.rows.length, unreadOnly.total.count]).toEqual([unread, unread]);
    }
  });

  it('leave out at once what the clock has ended, also where no event has told it', async () => {
    const ending = aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(30) } });
    const { queries } = await given(...roster.events, ...aPatient().events, ...ending.events);
    const countsAt = async (at: string) => (await queries.collaborations({ viewer: luisId, now: at })).counts;
    expect(await countsAt(inDays(29))).toMatchObject({ all: 1, status: { 'in-treatment': 1 } });
    expect(await countsAt(inDays(30))).toMatchObject({ all: 0, status: { 'in-treatment': 0 } });
  });

  it('leave out what a consent covered until it ended', async () => {
    const consenting = aPatient().consenting([{ of: 'everyone' }], { validUntil: inDays(60) });
    const { queries } = await given(
      ...[...roster.policy('per-patient').events, ...consenting.events],
      ...aCase().sharedWith(luis).events,
    );
    const allAt = async (at: string) => (await queries.collaborations({ viewer: luisId, now: at })).counts.all;
    expect([await allAt(inDays(59)), await allAt(inDays(60))]).toEqual([1, 0]);
  });
});
