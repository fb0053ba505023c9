import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import type { BulkId, CollaboratorId } from '../ids.js';
import {
  aBulk,
  administrator,
  anna,
  annaId,
  anUnconfirmedRoster,
  aRoster,
  bulkCase,
  bulkId,
  by,
  everybody,
  given,
  idOf,
  jonas,
  luisId,
  mei,
  meiId,
  NOW,
  person,
  technician,
  TEXTS,
} from '../testing/index.js';
import { bulkDecider, CASES_PER_REPORT, type HandledCase, MOST_BULK_CASES, type StartBulkSharing } from './index.js';

const rule = { kind: 'policy', name: 'policy:bulk-sharing' } as const;
const of = { bulkId, providerId: annaId };
const three = [1, 2, 3].map(bulkCase);
const start = (changes: Partial<StartBulkSharing['data']> = {}): StartBulkSharing => ({
  type: 'StartBulkSharing',
  data: { bulkId, collaboratorId: mei.collaboratorId, caseIds: three, ...changes },
});
const otherProvider = { ...person(luisId), isProvider: true };
const nothing = given(bulkDecider);

describe('starting a bulk act (product.md C2)', () => {
  it('records the act and exactly the cases of the preview', () => nothing.when(start(), by()).then(aBulk().events));

  it('stores its terms and nothing else that came in with it', () => {
    const terms = { purpose: 'teaching', pseudonymised: true, ends: { on: 'approval' } } as const;
    const more = { ...terms, ends: { on: 'approval', at: NOW }, note: 'Frau Sommer' } as const;
    nothing.when(start(more), by()).then(aBulk(3, terms).events);
  });

  it('lists up to 50,000 cases in pieces of 1,000, each once', () => {
    const many = Array.from({ length: 2001 }, (_, number) => bulkCase(number + 1));
    const [started, ...pieces] = nothing.when(start({ caseIds: [...many, ...many] }), by()).events;
    expect(started).toMatchObject({ data: { cases: 2001 } });
    const sizes = pieces.map((piece) => (piece.type === 'BulkCasesListed' ? piece.data.caseIds.length : 0));
    expect(sizes).toEqual([1000, 1000, 1]);
    expect(pieces.flatMap((piece) => (piece.type === 'BulkCasesListed' ? piece.data.caseIds : []))).toEqual(many);
  });

  it('takes one case at least and 50,000 at most', () => {
    nothing.when(start({ caseIds: [] }), by()).thenRejected('BULK.NO_CASES');
    const tooMany = Array.from({ length: MOST_BULK_CASES + 1 }, (_, number) => bulkCase(number));
    nothing.when(start({ caseIds: tooMany }), by()).thenRejected('BULK.TOO_MANY_CASES', { most: 50_000 });
  });

  it('happens once', () => {
    const started = given(bulkDecider, aBulk(3, { ends: { on: 'approval' } }).events);
    started.when(start({ ends: { on: 'approval' } }), by()).thenNothing();
    for (const other of [
      {},
      { ends: { on: 'date', at: NOW } as const },
      { ends: { on: 'approval' } as const, pseudonymised: true },
      { ends: { on: 'approval' } as const, purpose: 'teaching' as const },
      { ends: { on: 'approval' } as const, caseIds: three.slice(1) },
      { ends: { on: 'approval' } as const, caseIds: [...three].reverse() },
      { ends: { on: 'approval' } as const, collaboratorId: jonas.collaboratorId },
    ]) {
      started.when(start(other), by()).thenRejected('BULK.ALREADY_STARTED', { bulkId });
    }
  });

  it('is refused where every single case would be', () => {
    const nobody = idOf(999) as CollaboratorId;
    nothing.when(start({ collaboratorId: nobody }), by()).thenRejected('ROSTER.COLLABORATOR_UNKNOWN');
    nothing
      .when(start(), by(anna, { roster: everybody().without(mei).build() }))
      .thenRejected('ROSTER.COLLABORATOR_REMOVED');
    nothing
      .when(start(), by(anna, { roster: aRoster().invited(mei).declined(mei).build() }))
      .thenRejected('ROSTER.INVITATION_DECLINED');
    nothing
      .when(start(), by(anna, { roster: anUnconfirmedRoster().with(mei).build() }))
      .thenRejected('ROSTER.CONSENT_NOT_ATTESTED');
    nothing
      .when(start(), by(anna, { texts: { ...TEXTS, attestationVersion: '2026-02' } }))
      .thenRejected('ROSTER.ATTESTATION_OUTDATED');
    nothing
      .when(start({ collaboratorId: jonas.collaboratorId, purpose: 'teaching' }), by())
      .thenRejected('CASE.PURPOSE_MISMATCH');
    nothing.when(start({ ends: { on: 'date', at: NOW } }), by()).thenRejected('CASE.END_IN_THE_PAST');
    nothing.when(start({ ends: { on: 'date', at: 'tomorrow' } }), by()).thenRejected('TIME.INVALID');
  });

  it('is the provider’s alone, each one’s own', () => {
    for (const actor of [person(meiId), technician, administrator, rule]) {
      nothing.when(start(), by(actor)).thenRejected('ACCESS.DENIED');
    }
    nothing.when(start(), by(otherProvider)).thenRejected('ACCESS.NOT_FOUND');
    given(bulkDecider, aBulk().events).when(start(), by(otherProvider)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('handling its cases', () => {
  const handle = (...cases: readonly HandledCase[]) => ({ type: 'HandleBulkCases', data: { cases } }) as const;
  const shared = (number: number): HandledCase => ({ caseId: bulkCase(number), outcome: 'shared' });
  const recorded = (data: HandledCase) => ({ type: 'BulkCaseHandled', data: { ...of, ...data } }) as const;
  const refused: HandledCase = { caseId: bulkCase(2), outcome: 'refused', code: 'CASE.CONSENT_MISSING' };
  const started = given(bulkDecider, aBulk().events);

  it('is recorded per case, several at a time, with nothing else that came in', () => {
    started.when(handle(shared(1), refused), by(rule)).then([recorded(shared(1)), recorded(refused)]);
    started.when(handle({ ...shared(1), ...{ patient: 'Sommer' } }), by(rule)).then([recorded(shared(1))]);
    started.when(handle(), by(rule)).thenNothing();
  });

  it('is recorded once: what came first stands', () => {
    const one = given(bulkDecider, aBulk().handled().events);
    one.when(handle(shared(1)), by(rule)).thenNothing();
    one.when(handle({ caseId: bulkCase(1), outcome: 'already-shared' }), by(rule)).thenNothing();
    one.when(handle(shared(1), refused), by(rule)).then([recorded(refused)]);
    started.when(handle(shared(1), shared(1)), by(rule)).then([recorded(shared(1))]);
    given(bulkDecider, aBulk(1).handled().completed().events)
      .when(handle(shared(1)), by(rule))
      .thenNothing();
  });

  it('goes by the list, and only by the list', () => {
    started.when(handle(shared(2)), by(rule)).thenRejected('BULK.CASE_NOT_NEXT', { next: bulkCase(1) });
    started.when(handle(shared(9)), by(rule)).thenRejected('BULK.CASE_NOT_LISTED', { caseId: bulkCase(9) });
  });

  it('takes a thousand at once at most, so that one append stays small', () => {
    const many = aBulk(CASES_PER_REPORT + 1);
    const all = Array.from({ length: CASES_PER_REPORT + 1 }, (_, place) => shared(place + 1));
    const begun = given(bulkDecider, many.events);
    expect(begun.when(handle(...all.slice(0, -1)), by(rule)).events).toHaveLength(CASES_PER_REPORT);
    begun.when(handle(...all), by(rule)).thenRejected('BULK.TOO_MANY_CASES', { most: CASES_PER_REPORT });
  });

  it('is done by no person, and needs an act', () => {
    for (const actor of [anna, person(meiId), technician, administrator]) {
      started.when(handle(shared(1)), by(actor)).thenRejected('ACCESS.DENIED');
    }
    nothing.when(handle(shared(1)), by(rule)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('completing it', () => {
  const complete = { type: 'CompleteBulkSharing', data: {} } as const;
  const handled = aBulk(4).handled().handled('refused', 'CASE.CONSENT_MISSING').handled('already-shared');

  it('counts what became of the cases, once', () => {
    const all = handled.handled('changed-since', 'CASE.ALREADY_SHARED');
    const counts = { shared: 1, 'already-shared': 1, refused: 1, 'changed-since': 1 };
    given(bulkDecider, all.events)
      .when(complete, by(rule))
      .then([{ type: 'BulkSharingCompleted', data: { ...of, counts } }]);
    for (const done of [all.completed(), all.completed().undoStarted()]) {
      given(bulkDecider, done.events).when(complete, by(rule)).thenNothing();
    }
  });

  it('needs that every case has had its turn', () =>
    given(bulkDecider, handled.events)
      .when(complete, by(rule))
      .thenRejected('BULK.NOT_ALL_HANDLED', { handled: 3, cases: 4 }));

  it('is done by no person, and needs an act', () => {
    for (const actor of [anna, person(meiId), technician, administrator]) {
      given(bulkDecider, aBulk(1).handled().events).when(complete, by(actor)).thenRejected('ACCESS.DENIED');
    }
    nothing.when(complete, by(rule)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('the folded act', () => {
  it('is not changed by what does not fit', () => {
    const before = aBulk().handled();
    const { events } = before;
    const fitting = [...aBulk(1).handled().completed().undoStarted().restored(bulkCase(1)).undone().events];
    const late = fitting.filter(({ type }) => type !== 'BulkSharingCompleted' && type !== 'BulkCasesListed');
    expect(given(bulkDecider, [...events, ...late]).state).toEqual(before.build());
    expect(given(bulkDecider, fitting.slice(1)).state).toEqual(nothing.state);
    const other = aBulk(5).events.map(
      (event) => ({ ...event, data: { ...event.data, bulkId: idOf(8) as BulkId } }) as typeof event,
    );
    expect(given(bulkDecider, [...aBulk().handled().completed().events, ...other]).state).toEqual(
      aBulk().handled().completed().build(),
    );
  });

  it('folds 50,000 cases quickly and stays small', () => {
    const caseIds = Array.from({ length: MOST_BULK_CASES }, (_, number) => bulkCase(number));
    const begun = nothing.when(start({ caseIds }), by()).events;
    let { state } = given(bulkDecider, begun);
    for (let at = 0; at < MOST_BULK_CASES; at += CASES_PER_REPORT) {
      const cases = caseIds.slice(at, at + CASES_PER_REPORT).map((caseId) => ({ caseId, outcome: 'shared' as const }));
      const handled = bulkDecider.decide({ type: 'HandleBulkCases', data: { cases } }, state, by(rule));
      state = fold(bulkDecider.evolve, state, handled);
    }
    if (state.status === 'none') throw new Error('No act.');
    expect(state.outcomes).toHaveLength(MOST_BULK_CASES);
    expect(JSON.stringify(state).length / MOST_BULK_CASES).toBeLessThan(41);
  });
});
