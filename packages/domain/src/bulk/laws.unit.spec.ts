/** Laws of bulk acts over random cases, run as a process would that may die between any two steps. Rules: product.md C2. */

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  caseDecider,
  type CaseEvent,
  type CaseState,
  rolledUpStatus,
  statusFor,
  type ShareWith,
  type SubmittedCase,
} from '../case/index.js';
import { fold } from '../decider.js';
import { DomainError } from '../errors.js';
import type { CaseId } from '../ids.js';
import type { PatientState } from '../patient/index.js';
import { bulkSharing, nextBulkStep, type PolicyCommand, reportOf, type StepResult } from '../policies/index.js';
import {
  aCase,
  anna,
  aPatient,
  bulkCase,
  bulkId,
  by,
  type CaseBuilder,
  everybody,
  inCase,
  inDays,
  jonas,
  luis,
  mei,
  planWell,
} from '../testing/index.js';
import { bulkDecider, type BulkEvent, type BulkState, previewBulkSharing } from './index.js';

const numRuns = process.env['KONSIL_LONG'] === '1' ? 10_000 : 200;
const everyone = [{ of: 'everyone' }] as const;
const collaborators = [luis, jonas, mei, planWell];

/** Things that happen to a case; what does not fit changes nothing. */
const happenings: readonly ((before: CaseBuilder) => CaseBuilder)[] = [
  (before) => before.setup(),
  (before) => before.ready(luis),
  (before) => before.ready(mei),
  (before) => before.declinedBy(jonas),
  (before) => before.sentBackTo(luis),
  (before) => before.approved(),
  (before) => before.closed(),
  (before) => before.sharedWith(luis),
  (before) => before.sharedWith(jonas, { ends: { on: 'approval' } }),
  (before) => before.unsharedFrom(luis),
  (before) => before.sharedWith(mei),
  (before) => before.sharedWith(mei, { ends: { on: 'approval' } }),
  (before) => before.unsharedFrom(mei),
  (before) => before.renewedFor(mei, { on: 'date', at: inDays(9) }),
];
const history = fc
  .tuple(
    fc.constantFrom('any' as const, 'all' as const, 'lead' as const),
    fc.array(fc.constantFrom(...happenings), { maxLength: 6 }),
    fc.boolean(),
  )
  .map(([rule, what, wasShared]) => {
    const chosen = rule === 'lead' ? { rule, collaboratorId: mei.collaboratorId } : { rule };
    const begun = aCase({ rule: chosen });
    const ended = { on: 'date', at: inDays(-1) } as const;
    return what.reduce((before, next) => next(before), wasShared ? begun.sharedWith(mei, { ends: ended }) : begun);
  });
const patients: readonly PatientState[] = [
  aPatient().build(),
  aPatient().consenting(everyone).build(),
  aPatient().withdrawing(everyone).build(),
];
const situation = fc.record({
  cases: fc.array(fc.tuple(history, fc.constantFrom(...patients)), { minLength: 1, maxLength: 5 }),
  terms: fc.constantFrom<Omit<ShareWith, 'collaboratorId'>[]>(
    {},
    { pseudonymised: true },
    { purpose: 'teaching' },
    { ends: { on: 'approval' } },
    { ends: { on: 'date', at: inDays(5) } },
  ),
  policy: fc.constantFrom('attestation' as const, 'per-patient' as const),
  /** After how many of its commands each step dies, unreported; a big number: not at all. */
  deaths: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
  atOnce: fc.integer({ min: 1, max: 3 }),
});
type Situation = typeof situation extends fc.Arbitrary<infer One> ? One : never;

/** A log of some cases and one act, and a process that carries the act out. */
class Office {
  readonly bulk: BulkEvent[] = [];
  readonly patients = new Map<CaseId, PatientState>();
  private readonly log = new Map<CaseId, CaseEvent[]>();
  /** What was recorded under a command's key: a repeat finds it. */
  private readonly seen = new Map<string, StepResult>();
  private readonly deaths: number[];

  constructor(private readonly of: Situation) {
    this.deaths = [...of.deaths];
    of.cases.forEach(([built, patient], place) => {
      const caseId = bulkCase(place + 1);
      this.log.set(caseId, [...inCase(caseId, built.events)]);
      this.patients.set(caseId, patient);
    });
  }

  get caseIds(): readonly CaseId[] {
    return [...this.log.keys()];
  }

  get state(): BulkState {
    return fold(bulkDecider.evolve, bulkDecider.initial, this.bulk);
  }

  on(caseId: CaseId): SubmittedCase {
    const state: CaseState = fold(caseDecider.evolve, caseDecider.initial, this.log.get(caseId) ?? []);
    if (state.status !== 'submitted') throw new Error('No case.');
    return state;
  }

  happens(caseId: CaseId, ...events: readonly CaseEvent[]): void {
    this.log.get(caseId)?.push(...inCase(caseId, events));
  }

  context(actor: Parameters<typeof by>[0] = anna, caseId = bulkCase(1)) {
    const roster = everybody().policy(this.of.policy).build();
    return by(actor, { roster, patient: this.patients.get(caseId) ?? aPatient().build() });
  }

  preview() {
    const candidates = this.caseIds.map((caseId) => ({
      on: this.on(caseId),
      patient: this.context(anna, caseId).patient,
    }));
    return previewBulkSharing(candidates, this.share, this.context());
  }

  start(caseIds: readonly CaseId[]): void {
    const data = { bulkId, ...this.share, caseIds };
    this.bulk.push(...bulkDecider.decide({ type: 'StartBulkSharing', data }, this.state, this.context()));
    this.carryOut();
  }

  undo(): void {
    this.bulk.push(...bulkDecider.decide({ type: 'UndoBulkSharing', data: {} }, this.state, this.context()));
    this.carryOut();
  }

  get share(): ShareWith {
    return { collaboratorId: mei.collaboratorId, ...this.of.terms };
  }

  private carryOut(): void {
    for (let turn = 0; turn < 30; turn += 1) {
      const step = nextBulkStep(this.state, this.of.atOnce);
      if (step.do === 'nothing') return;
      if (step.do === 'record') {
        this.dispatch(step.command);
      } else {
        const reached = this.deaths.pop() ?? step.cases.length;
        const results = step.cases.slice(0, reached).map(({ key, dispatch }) => this.once(key, dispatch));
        if (reached >= step.cases.length) this.dispatch(reportOf(step, results));
      }
    }
    throw new Error('The act never ends.');
  }

  private once(key: string, command: PolicyCommand): StepResult {
    const before = this.seen.get(key);
    if (before) return before;
    try {
      const result = { events: this.dispatch(command) };
      if (result.events.length > 0) this.seen.set(key, result);
      return result;
    } catch (refusal) {
      if (refusal instanceof DomainError) return { code: refusal.code };
      throw refusal;
    }
  }

  private dispatch({ on, command }: PolicyCommand): readonly CaseEvent[] {
    const actor = { kind: 'policy', name: bulkSharing.name } as const;
    if ('case' in on) {
      const events = caseDecider.decide(command as never, this.on(on.case), this.context(actor, on.case));
      this.happens(on.case, ...events);
      return events;
    }
    this.bulk.push(...bulkDecider.decide(command as never, this.state, this.context(actor)));
    return [];
  }
}

/** Grants and every displayed status; a grant whose date had passed before counts as ended. */
const shown = (on: SubmittedCase, expired = false) => {
  const dead = on.grants[mei.collaboratorId]?.ends;
  const state =
    expired && dead?.on === 'date' && dead.at <= inDays(0)
      ? caseDecider.evolve(on, { type: 'GrantExpired', data: { ...ofMei(on), recipientId: mei.recipientId } })
      : on;
  if (state.status !== 'submitted') throw new Error('No case.');
  const { grants, facts } = state;
  const statuses = collaborators.map(({ collaboratorId }) => statusFor(facts, collaboratorId));
  return { grants, statuses, rolledUp: rolledUpStatus(facts) };
};
const ofMei = ({ caseId, patientId, providerId }: SubmittedCase) => ({
  ...{ caseId, patientId, providerId },
  collaboratorId: mei.collaboratorId,
});

const isAboutShare = (event: CaseEvent): boolean =>
  (event.type === 'CaseShared' || event.type === 'CaseUnshared' || event.type === 'GrantRenewed') &&
  event.data.collaboratorId === mei.collaboratorId;

const counted = <Outcome extends string>(outcomes: readonly Outcome[], outcome: Outcome): number =>
  outcomes.filter((each) => each === outcome).length;
const outcomesOf = (events: readonly BulkEvent[], type: 'BulkCaseHandled' | 'BulkCaseRestored') =>
  events.flatMap((event) => (event.type === type && 'outcome' in event.data ? [event.data.outcome] : []));

const forAll = (law: (office: Office) => void): void =>
  fc.assert(
    fc.property(situation, (chosen) => law(new Office(chosen))),
    { numRuns },
  );

describe('a bulk act (product.md C2)', () => {
  it('does with each case what the preview said, whatever crashes in between', () =>
    forAll((office) => {
      const preview = office.preview();
      office.start(office.caseIds);
      const said = preview.map((previewed) => {
        if (previewed.answer !== 'refused')
          return { outcome: previewed.answer === 'will-share' ? 'shared' : previewed.answer };
        const { code } = previewed;
        return { outcome: code === 'CASE.ALREADY_SHARED' ? 'changed-since' : 'refused', code };
      });
      const did = office.bulk.flatMap((event) => {
        if (event.type !== 'BulkCaseHandled') return [];
        const { outcome, code } = event.data;
        return [{ outcome, ...(code !== undefined && { code }) }];
      });
      expect(did).toEqual(said);
    }));

  it('shares exactly what the preview listed, no case twice and no other, and reports it', () =>
    forAll((office) => {
      const preview = office.preview();
      const before = new Map(office.caseIds.map((caseId) => [caseId, office.on(caseId)]));
      const listed = preview.filter(({ answer }) => answer === 'will-share').map(({ caseId }) => caseId);
      if (listed.length === 0) return;
      office.start(listed);
      for (const caseId of office.caseIds) {
        if (!listed.includes(caseId)) expect(office.on(caseId)).toEqual(before.get(caseId));
        else expect(office.on(caseId).grants[mei.collaboratorId]?.bulkId).toBe(bulkId);
      }
      expect(office.bulk.at(-1)).toMatchObject({
        type: 'BulkSharingCompleted',
        data: { counts: { shared: listed.length, refused: 0, 'already-shared': 0, 'changed-since': 0 } },
      });
    }));

  it('is undone without a trace in grants and status when nothing else happened', () =>
    forAll((office) => {
      const before = office.caseIds.map((caseId) => shown(office.on(caseId), true));
      const untouched = office.caseIds.map((caseId) => shown(office.on(caseId)));
      office.start(office.caseIds);
      const outcomes = outcomesOf(office.bulk, 'BulkCaseHandled');
      office.undo();
      office.caseIds.forEach((caseId, place) =>
        expect(shown(office.on(caseId))).toEqual(outcomes[place] === 'shared' ? before[place] : untouched[place]),
      );
      expect(office.bulk.at(-1)).toMatchObject({
        type: 'BulkSharingUndone',
        data: { counts: { restored: counted(outcomes, 'shared'), 'changed-since': 0 } },
      });
    }));

  it('leaves a case alone, when undone, of which the share was changed since, and reports it', () => {
    const since = fc.array(fc.constantFrom(...happenings), { maxLength: 5 });
    fc.assert(
      fc.property(situation, fc.array(since, { minLength: 5, maxLength: 5 }), (chosen, happened) => {
        const office = new Office(chosen);
        office.start(office.caseIds);
        const changed = new Set<CaseId>();
        const shared = office.caseIds.filter(
          (caseId) => office.on(caseId).grants[mei.collaboratorId]?.bulkId === bulkId,
        );
        office.caseIds.forEach((caseId, place) => {
          const begun = chosen.cases[place]?.[0] ?? aCase();
          const after = (happened[place] ?? []).reduce((sofar, next) => next(sofar), begun);
          const more = after.events.slice(begun.events.length);
          if (more.some(isAboutShare)) changed.add(caseId);
          office.happens(caseId, ...more);
        });
        const before = new Map(office.caseIds.map((caseId) => [caseId, office.on(caseId)]));
        office.undo();
        const expected = shared.map((caseId) => {
          const still = !changed.has(caseId) && before.get(caseId)?.grants[mei.collaboratorId] !== undefined;
          if (!still) expect(office.on(caseId)).toEqual(before.get(caseId));
          else expect(office.on(caseId).grants).not.toHaveProperty(mei.collaboratorId);
          return still ? 'restored' : 'changed-since';
        });
        expect(outcomesOf(office.bulk, 'BulkCaseRestored')).toEqual(expected);
        expect(office.bulk.at(-1)).toMatchObject({
          data: {
            counts: { restored: counted(expected, 'restored'), 'changed-since': counted(expected, 'changed-since') },
          },
        });
      }),
      { numRuns },
    );
  });
});
