/** Sharing many cases with one collaborator: exactly what a preview showed, with a report per case. Rules: product.md C2. */

import { demandEndToCome, isSameEnd } from '../case/sharing/ends.js';
import { demandTerms } from '../case/sharing/sharing.js';
import type { Actor } from '../context.js';
import type { Command } from '../decider.js';
import { demandOwner, demandPolicy, demandProvider, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { BulkId, CaseId, CollaboratorId } from '../ids.js';
import { demandPresent } from '../roster/adding.js';
import { demandOwnRoster } from '../roster/entitling.js';
import type { BulkContext } from './context.js';
import type { BulkEvent, BulkOutcome } from './events.js';
import { type BulkState, type BulkTerms, countsOf, type StartedBulk, termsOf } from './state.js';

/** How many cases one act takes at most. */
export const MOST_BULK_CASES = 50_000;
/** How many stand in one event. */
export const CASES_PER_EVENT = 1000;
/** How many one report is about at most: each is an event, and all of a report's are one append. */
export const CASES_PER_REPORT = 1000;

export type StartBulkSharing = Command<
  'StartBulkSharing',
  BulkTerms & {
    readonly bulkId: BulkId;
    readonly collaboratorId: CollaboratorId;
    /** Those of which the preview said that they would be shared, and no others. */
    readonly caseIds: readonly CaseId[];
  }
>;

export interface HandledCase {
  readonly caseId: CaseId;
  readonly outcome: BulkOutcome;
  /** Of the refusal, where there was one. */
  readonly code?: string;
}

/** What became of the next cases, in the order in which they are listed. */
export type HandleBulkCases = Command<'HandleBulkCases', { readonly cases: readonly HandledCase[] }>;
export type CompleteBulkSharing = Command<'CompleteBulkSharing', Readonly<Record<never, never>>>;

/**
 * By the provider, for a collaborator of their own. What would refuse every single case is refused here; whether a case
 * is theirs and can be shared is judged when its turn comes. The same act again records nothing.
 * @throws DomainError `BULK.ALREADY_STARTED` under the same id with other content, `BULK.NO_CASES`, `BULK.TOO_MANY_CASES`
 * (facts: `most`), `ACCESS.NOT_FOUND` under another provider's id, and as a single share
 */
export const startBulkSharing = (
  command: StartBulkSharing,
  state: BulkState,
  { actor, now, roster, texts }: BulkContext,
): readonly BulkEvent[] => {
  const { bulkId, collaboratorId } = command.data;
  const terms = termsOf(command.data);
  const caseIds = [...new Set(command.data.caseIds)];
  if (state.status !== 'none') {
    demandOwner(actor, state.providerId);
    if (isSameAct(state, collaboratorId, terms, caseIds)) return [];
    throw new DomainError('BULK.ALREADY_STARTED', 'Another act has this id.', { bulkId });
  }
  const providerId = demandOwnRoster(roster, actor);
  demandTerms(terms, demandPresent(roster, collaboratorId), { roster, texts, now });
  demandEndToCome(terms.ends, now);
  if (caseIds.length === 0) throw new DomainError('BULK.NO_CASES', 'An act is about one case at least.');
  demandAtMost(MOST_BULK_CASES, caseIds);
  return [
    {
      type: 'BulkSharingStarted',
      data: { bulkId, providerId, collaboratorId, ...terms, cases: caseIds.length },
    },
    ...inPieces(caseIds).map((piece): BulkEvent => ({
      type: 'BulkCasesListed',
      data: { bulkId, providerId, caseIds: piece },
    })),
  ];
};

/**
 * By a rule. A case that has been handled is passed over: what was recorded of it stands.
 * @throws DomainError `BULK.CASE_NOT_LISTED`, `BULK.CASE_NOT_NEXT` (facts: `next`), `BULK.TOO_MANY_CASES` (facts: `most`)
 */
export const handleBulkCases = (
  command: HandleBulkCases,
  state: BulkState,
  { actor }: BulkContext,
): readonly BulkEvent[] => {
  const { bulkId, providerId, listed, outcomes } = demandStarted(state, actor);
  demandAtMost(CASES_PER_REPORT, command.data.cases);
  let at = outcomes.length;
  return command.data.cases.flatMap(({ caseId, outcome, code }): readonly BulkEvent[] => {
    if (listed[at] !== caseId) {
      if (demandListed(listed, caseId) < at) return [];
      throw notNext(caseId, listed[at]);
    }
    at += 1;
    return [
      {
        type: 'BulkCaseHandled',
        data: { bulkId, providerId, caseId, outcome, ...(code !== undefined && { code }) },
      },
    ];
  });
};

/** By a rule, when every case has been handled. @throws DomainError `BULK.NOT_ALL_HANDLED` (facts: `handled`, `cases`) */
export const completeBulkSharing = (
  _command: CompleteBulkSharing,
  state: BulkState,
  { actor }: BulkContext,
): readonly BulkEvent[] => {
  const bulk = demandStarted(state, actor);
  if (bulk.status !== 'sharing') return [];
  const { bulkId, providerId, listed, outcomes } = bulk;
  if (outcomes.length < listed.length) {
    throw new DomainError('BULK.NOT_ALL_HANDLED', 'Some cases have not been handled.', {
      handled: outcomes.length,
      cases: listed.length,
    });
  }
  return [{ type: 'BulkSharingCompleted', data: { bulkId, providerId, counts: countsOf(bulk) } }];
};

/** Where a rule acts on an act. @throws DomainError `ACCESS.DENIED` to persons, `ACCESS.NOT_FOUND` without such an act */
export const demandStarted = (state: BulkState, actor: Actor): StartedBulk => {
  demandPolicy(actor);
  if (state.status === 'none') throw notFound();
  return state;
};

/** @throws DomainError `ACCESS.DENIED` unless a provider acts, `ACCESS.NOT_FOUND` without such an act of theirs. */
export const demandOwnBulk = (state: BulkState, actor: Actor): StartedBulk => {
  const { personId } = demandProvider(actor);
  if (state.status === 'none' || state.providerId !== personId) throw notFound();
  return state;
};

/** @throws DomainError `BULK.TOO_MANY_CASES` (facts: `most`) */
export const demandAtMost = (most: number, cases: readonly unknown[]): void => {
  if (cases.length > most)
    throw new DomainError('BULK.TOO_MANY_CASES', 'So many cases are too many at once.', { most });
};

/** The case's place in the list. @throws DomainError `BULK.CASE_NOT_LISTED` */
export const demandListed = (listed: readonly CaseId[], caseId: CaseId): number => {
  const place = listed.indexOf(caseId);
  if (place < 0) throw new DomainError('BULK.CASE_NOT_LISTED', 'The act is not about this case.', { caseId });
  return place;
};

export const notNext = (caseId: CaseId, next: CaseId | undefined): DomainError =>
  new DomainError('BULK.CASE_NOT_NEXT', 'Cases are handled in the order in which they are listed.', {
    caseId,
    ...(next !== undefined && { next }),
  });

const inPieces = (caseIds: readonly CaseId[]): readonly (readonly CaseId[])[] =>
  Array.from({ length: Math.ceil(caseIds.length / CASES_PER_EVENT) }, (_, piece) =>
    caseIds.slice(piece * CASES_PER_EVENT, (piece + 1) * CASES_PER_EVENT),
  );

const isSameAct = (
  { collaboratorId, terms, listed }: StartedBulk,
  asked: CollaboratorId,
  { purpose, ends, pseudonymised }: BulkTerms,
  caseIds: readonly CaseId[],
): boolean =>
  collaboratorId === asked &&
  terms.purpose === purpose &&
  terms.pseudonymised === pseudonymised &&
  isSameEnd(terms.ends, ends) &&
  listed.length === caseIds.length &&
  listed.every((caseId, place) => caseId === caseIds[place]);
