import { describe, expect, it } from '@jest/globals';
import { type DomainEvent, REVIEW_DAYS } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  type CaseBuilder,
  caseId,
  inDays,
  jonas,
  luis,
  luisId,
  patientId,
} from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';
import { aLog } from '../../testing/log.js';
import { everybody } from '../../testing/people.js';
import { run, type Running } from '../../testing/running.js';

const everyone = aRoster().with(luis).with(jonas);
const ofCase = { caseId, patientId, providerId: annaId };
/** Everything is recorded within the first hours of March 1. */
const due = inDays(REVIEW_DAYS);
const shared = aCase().sharedWith(luis).setup();

describe('Overdue reviews', () => {
  const given = readSides();
  const lateOf = async ({ queries }: Running, now = due) =>
    (await queries.overdueReviews({ viewer: annaId, now })).rows.map(({ collaboratorId }) => collaboratorId);
  const late = async (built: CaseBuilder, ...more: readonly DomainEvent[]) =>
    lateOf(await given(...everyone.events, ...aPatient().events, ...built.events, ...more));

  /** What is recorded day after day: each part at the moment it names. */
  const recordedAt = async (...parts: readonly (readonly [string, readonly DomainEvent[]])[]): Promise<Running> => {
    const log = aLog();
    await log.record(...everybody);
    for (const [moment, events] of parts) {
      log.at(moment);
      await log.record(...events);
    }
    const running = run(log.store);
    await running.engine.caughtUp;
    return running;
  };

  it('tell who waits for whom, on which version, since when', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...shared.events);
    const { rows } = await queries.overdueReviews({ viewer: annaId, now: due });
    expect(rows).toMatchObject([
      {
        ...{ caseId, collaboratorId: luis.collaboratorId, collaboratorName: 'Dr. Luis Ortega', setupVersion: 1 },
        ...{ patient: { familyName: 'Sommer' }, escalated: false },
      },
    ]);
  });

  it('are due 14 days after the turn began, or as many as are asked for, and not before', async () => {
    const running = await recordedAt([inDays(0), [...everyone.events, ...aPatient().events, ...shared.events]]);
    expect(await lateOf(running, '2026-03-16T08:59:59.999Z')).toEqual([]);
    expect(await lateOf(running, inDays(14))).toEqual([luis.collaboratorId]);
    const asked = { viewer: annaId, now: inDays(5) };
    expect((await running.queries.overdueReviews({ ...asked, days: 6 })).rows).toEqual([]);
    expect((await running.queries.overdueReviews({ ...asked, days: 5 })).rows).toMatchObject([
      { waitingSince: inDays(0), dueAt: inDays(5) },
    ]);
    await running.stop();
  });

  it.each([
    ['the version', [aRoster().with(luis).events, shared.events.slice(0, 2)], shared.events.slice(2)],
    ['the share', [aRoster().with(luis).events, aCase().setup().events], shared.events.slice(1, 2)],
    ['the acceptance', [aRoster().invited(luis).events, shared.events], aRoster().with(luis).events.slice(-1)],
    [
      'the send-back',
      [aRoster().with(luis).events, shared.ready(luis).events],
      shared.ready(luis).sentBackTo(luis).events.slice(-1),
    ],
  ])('count from %s, where that came last', async (_, before, last) => {
    const running = await recordedAt([inDays(0), [...aPatient().events, ...before.flat()]], [inDays(3), last]);
    expect(await lateOf(running, inDays(16))).toEqual([]);
    expect(await lateOf(running, inDays(17))).toEqual([luis.collaboratorId]);
    await running.stop();
  });

  it('begin anew with the next version', async () => {
    const next = shared.declined().setup();
    const running = await recordedAt(
      [inDays(0), [...everyone.events, ...aPatient().events, ...shared.events]],
      [inDays(9), next.events.slice(shared.events.length)],
    );
    expect(await lateOf(running, inDays(22))).toEqual([]);
    expect(await lateOf(running, inDays(23))).toEqual([luis.collaboratorId]);
    await running.stop();
  });

  it('say whether the provider was told', async () => {
    const data = { ...ofCase, setupVersion: 1, collaboratorId: luis.collaboratorId, waitingSince: inDays(0) };
    const { queries } = await given(...[...everyone.events, ...aPatient().events, ...shared.events], {
      type: 'ReviewEscalated',
      data,
    });
    expect((await queries.overdueReviews({ viewer: annaId, now: due })).rows).toMatchObject([{ escalated: true }]);
  });

  it.each([
    ['has marked it ready', shared.ready(luis)],
    ['whose version is declined', shared.declined()],
    ['whose version is approved', shared.approved()],
    ['whose case waits for a revision', shared.approved().shipped().revisionAsked()],
    ['whose case rests', shared.onHold()],
    ['whose case is in the archive', shared.closed()],
    ['who sees it no more', shared.unsharedFrom(luis)],
    [
      'whose grant ends by time alone',
      aCase()
        .sharedWith(luis, { ends: { on: 'date', at: inDays(9) } })
        .setup(),
    ],
  ])('hold nobody who %s', async (_, built) => expect(await late(built)).toEqual([]));

  it('hold nobody whose access does not work', async () => {
    for (const roster of [everyone.paused(luis), everyone.without(luis), aRoster().invited(luis)]) {
      expect(await lateOf(await given(...roster.events, ...aPatient().events, ...shared.events))).toEqual([]);
    }
    const withdrawn = aPatient().withdrawing([{ of: 'everyone' }]);
    expect(await lateOf(await given(...everyone.events, ...withdrawn.events, ...shared.events))).toEqual([]);
  });

  it('go on where a case that rested goes on', async () =>
    expect(await late(shared.onHold(), { type: 'CaseResumed', data: ofCase })).toEqual([luis.collaboratorId]));

  it('are the provider’s alone', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...shared.events);
    expect((await queries.overdueReviews({ viewer: luisId, now: due })).rows).toEqual([]);
  });

  it('go page by page', async () => {
    const built = aCase().sharedWith(luis).sharedWith(jonas).setup();
    const { queries } = await given(...everyone.events, ...aPatient().events, ...built.events);
    const first = await queries.overdueReviews({ viewer: annaId, now: due, limit: 1 });
    const second = await queries.overdueReviews({ viewer: annaId, now: due, limit: 1, cursor: first.next ?? '' });
    expect([...first.rows, ...second.rows].map(({ collaboratorId }) => collaboratorId)).toEqual([
      luis.collaboratorId,
      jonas.collaboratorId,
    ]);
    expect(second.next).toBeUndefined();
  });
});
