import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@konsil/domain';
import { aCase, annaId, aPatient, aRoster, inDays, jonas, luis, luisId, mei, patientId } from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';
import type { Running } from '../../testing/running.js';
import type { DueQuestion } from './questions.js';

const now = inDays(0);
const limited = aCase()
  .sharedWith(luis, { ends: { on: 'date', at: inDays(5) } })
  .sharedWith(jonas);
const roster = aRoster().with(luis).with(jonas).invited(mei);
const consenting = aPatient().consenting([{ of: 'everyone' }], { validUntil: inDays(9) });

describe('What ends by itself', () => {
  const given = readSides();
  const dueIn = async ({ queries }: Running, question: Partial<DueQuestion> = {}) =>
    (await queries.dueTimes({ viewer: annaId, now, until: inDays(99), ...question })).rows.map(
      ({ what, at }) => `${what} ${at}`,
    );

  it('is told in the order of time: invitations, grants, consents', async () => {
    const { queries } = await given(...roster.events, ...consenting.events, ...limited.events);
    expect((await queries.dueTimes({ viewer: annaId, now, until: inDays(99) })).rows).toMatchObject([
      {
        ...{ what: 'grant-ends', at: inDays(5), collaboratorId: luis.collaboratorId },
        ...{ collaboratorName: 'Dr. Luis Ortega', patient: { familyName: 'Sommer' } },
      },
      { what: 'consent-ends', at: inDays(9), patient: { patientId } },
      { what: 'invitation-expires', at: inDays(30), collaboratorName: 'Prof. Mei Tanaka' },
    ]);
  });

  it('is what is to come, within 30 days unless asked otherwise', async () => {
    const running = await given(...roster.events, ...consenting.events, ...limited.events);
    const all = [`grant-ends ${inDays(5)}`, `consent-ends ${inDays(9)}`, `invitation-expires ${inDays(30)}`];
    expect(await dueIn(running)).toEqual(all);
    const { rows } = await running.queries.dueTimes({ viewer: annaId, now });
    expect(rows.map(({ what }) => what)).toEqual(['grant-ends', 'consent-ends']);
    expect(await dueIn(running, { now: inDays(5) })).toEqual(all.slice(1));
    expect(await dueIn(running, { until: inDays(9) })).toEqual(all.slice(0, 1));
  });

  it('goes page by page across all of them', async () => {
    const { queries } = await given(...roster.events, ...consenting.events, ...limited.events);
    const asked = { viewer: annaId, now, until: inDays(99), limit: 1 };
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queries.dueTimes({ ...asked, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.map(({ what }) => what));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['grant-ends', 'consent-ends', 'invitation-expires']);
    await expect(queries.dueTimes({ ...asked, limit: 0 })).rejects.toMatchObject({ code: 'limit' });
  });

  it('is not what was renewed, ended, answered or removed', async () => {
    const renewed = limited.renewedFor(luis);
    const longer = consenting.consenting([{ of: 'everyone' }]);
    expect(
      await dueIn(
        await given(...aRoster().with(luis).with(jonas).with(mei).events, ...longer.events, ...renewed.events),
      ),
    ).toEqual([]);
    const ended = limited.unsharedFrom(luis);
    const withdrawn = consenting.withdrawing([{ of: 'everyone' }]);
    expect(await dueIn(await given(...roster.withdrawn(mei).events, ...withdrawn.events, ...ended.events))).toEqual([]);
    const removed = roster.without(luis).without(mei);
    expect(await dueIn(await given(...removed.events, ...aPatient().events, ...limited.events))).toEqual([]);
  });

  it('of consents is nothing while processing is restricted', async () => {
    const restricted: DomainEvent = {
      type: 'ProcessingRestricted',
      data: { patientId, providerId: annaId, ground: 'duty-to-keep', eraseAt: inDays(900) },
    };
    expect(await dueIn(await given(...consenting.events, restricted))).toEqual([]);
  });

  it('is the provider’s alone', async () => {
    const running = await given(...roster.events, ...consenting.events, ...limited.events);
    expect(await dueIn(running, { viewer: luisId })).toEqual([]);
  });
});
