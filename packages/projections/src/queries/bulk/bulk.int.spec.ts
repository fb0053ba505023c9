import { describe, expect, it } from '@jest/globals';
import type { BulkId, CaseEvent, DomainEvent, OrderNumber } from '@konsil/domain';
import {
  aBulk,
  aCase,
  annaId,
  aPatient,
  aRoster,
  bulkCase,
  bulkId,
  idOf,
  inCase,
  inDays,
  luis,
  luisId,
  mei,
  meiId,
} from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';
import { dump, type Running } from '../../testing/running.js';

const now = inDays(1);
const everyone = aRoster().with(luis).with(mei);

/** Anna's cases 1 to so many, each under a number of its own. */
const cases = (count: number): readonly CaseEvent[] =>
  Array.from({ length: count }, (_, n) => inCase(bulkCase(n + 1), aCase().events)).flatMap((events, n) =>
    events.map((event) => numbered(event, n + 1)),
  );

const numbered = (event: CaseEvent, number: number): CaseEvent =>
  event.type === 'OrderSubmitted'
    ? { ...event, data: { ...event.data, orderNumber: `K7Q2-9MX4-000${number}` as OrderNumber } }
    : event;

describe('A bulk act', () => {
  const given = readSides();
  const world = (...more: readonly DomainEvent[]) =>
    given(...everyone.events, ...aPatient().events, ...cases(3), ...more);
  const outcomesOf = async ({ queries }: Running) =>
    (await queries.bulkCases(annaId, bulkId))?.rows.map(({ outcome, code, undo }) => [outcome, code, undo]);

  it('shows exactly what the preview listed, before any of it is done', async () => {
    const running = await world(...aBulk(3, { ends: { on: 'approval' }, pseudonymised: true }).events);
    expect(await running.queries.bulkAct(annaId, bulkId)).toMatchObject({
      ...{ collaboratorId: mei.collaboratorId, collaboratorName: 'Prof. Mei Tanaka', status: 'sharing', cases: 3 },
      ...{ ends: { on: 'approval' }, pseudonymised: true, purpose: null, completedAt: null },
      counts: { shared: 0, 'already-shared': 0, refused: 0, 'changed-since': 0 },
    });
    expect((await running.queries.bulkCases(annaId, bulkId))?.rows).toMatchObject([
      { caseId: bulkCase(1), orderNumber: 'K7Q2-9MX4-0001', patient: { familyName: 'Sommer' }, outcome: null },
      { caseId: bulkCase(2), outcome: null },
      { caseId: bulkCase(3), outcome: null },
    ]);
  });

  it('counts as it goes on, and reports each case', async () => {
    const halfway = aBulk(3).handled().handled('refused', 'CASE.CONSENT_MISSING');
    const running = await world(...halfway.events);
    expect(await running.queries.bulkAct(annaId, bulkId)).toMatchObject({
      status: 'sharing',
      counts: { shared: 1, refused: 1 },
    });
    expect(await outcomesOf(running)).toEqual([
      ['shared', null, null],
      ['refused', 'CASE.CONSENT_MISSING', null],
      [null, null, null],
    ]);
    const wanted = async (...outcome: readonly ('refused' | 'waiting')[]) =>
      (await running.queries.bulkCases(annaId, bulkId, { outcome }))?.rows.map(({ caseId }) => caseId);
    expect(await wanted('refused')).toEqual([bulkCase(2)]);
    expect(await wanted('waiting')).toEqual([bulkCase(3)]);
    expect(await wanted()).toEqual([]);
  });

  it('is undone as one, case by case', async () => {
    const done = aBulk(3).handled().handled('already-shared').handled().completed();
    const undone = done.undoStarted().restored(bulkCase(1)).restored(bulkCase(3), 'changed-since').undone();
    const running = await world(...undone.events);
    expect(await running.queries.bulkAct(annaId, bulkId)).toMatchObject({
      status: 'undone',
      counts: { shared: 2, 'already-shared': 1 },
      undoCounts: { restored: 1, 'changed-since': 1 },
    });
    expect(await outcomesOf(running)).toEqual([
      ['shared', null, 'restored'],
      ['already-shared', null, null],
      ['shared', null, 'changed-since'],
    ]);
  });

  it('is listed, newest first, page by page', async () => {
    const other = aBulk(1).events.map((event) => ({
      ...event,
      data: { ...event.data, bulkId: idOf(799) as BulkId },
    })) as readonly DomainEvent[];
    const { queries } = await world(...aBulk(1).events, ...other);
    const first = await queries.bulkActs(annaId, { limit: 1 });
    const second = await queries.bulkActs(annaId, { limit: 1, cursor: first.next ?? '' });
    expect([first, second].map(({ rows }) => rows[0]?.bulkId)).toEqual([idOf(799), bulkId]);
    expect(second.next).toBeUndefined();
  });

  it('pages through its cases', async () => {
    const { queries } = await world(...aBulk(3).events);
    const first = await queries.bulkCases(annaId, bulkId, { limit: 2 });
    const second = await queries.bulkCases(annaId, bulkId, { limit: 2, cursor: first?.next ?? '' });
    expect([first, second].map((page) => page?.rows.length)).toEqual([2, 1]);
    await expect(queries.bulkCases(annaId, bulkId, { limit: 201 })).rejects.toMatchObject({ code: 'limit' });
  });

  it.each([
    ['another provider', luisId],
    ['the collaborator it shares with', meiId],
  ])('is nothing to %s', async (_, viewer) => {
    const { queries } = await world(...aBulk(3).handled().events);
    expect((await queries.bulkActs(viewer)).rows).toEqual([]);
    expect(await queries.bulkAct(viewer, bulkId)).toBeUndefined();
    expect(await queries.bulkCases(viewer, bulkId)).toBeUndefined();
  });

  it('holds no personal data in its own rows', async () => {
    const { readStore } = await world(...aBulk(3).handled('refused', 'CASE.CONSENT_MISSING').events);
    const { bulkActs, bulkCases } = await dump(readStore);
    expect(JSON.stringify([bulkActs, bulkCases])).not.toMatch(/sommer|mira|tanaka/i);
  });
});

describe('The cases that an act could be on', () => {
  const given = readSides();

  it('are those that fit filters and search, and no drafts', async () => {
    const drafted = inCase(bulkCase(9), aCase().events).map((event) => ({ ...event, type: 'OrderDrafted' }));
    const { queries } = await given(
      ...[...everyone.events, ...aPatient().events, ...cases(3)],
      ...inCase(bulkCase(2), aCase().sharedWith(luis).events.slice(1)),
      ...(drafted as readonly DomainEvent[]),
    );
    const idsFor = async (question: object, viewer = annaId) =>
      (await queries.matchingOrders({ viewer, now, ...question })).caseIds;
    expect(await idsFor({})).toEqual([bulkCase(1), bulkCase(2), bulkCase(3)]);
    expect(await idsFor({ filters: { collaboratorId: ['none'] } })).toEqual([bulkCase(1), bulkCase(3)]);
    expect(await idsFor({ search: '0003' })).toEqual([bulkCase(3)]);
    expect(await idsFor({ search: 'nobody' })).toEqual([]);
    expect(await idsFor({}, luisId)).toEqual([]);
    expect(await queries.matchingOrders({ viewer: annaId, now })).toMatchObject({ more: false });
  });
});
