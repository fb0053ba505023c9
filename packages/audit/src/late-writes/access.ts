/** The domain's access question, asked at a position of the log instead of at its end. */

import {
  type Act,
  accessAsOf,
  type AccessHistories,
  accountDecider,
  type AccountEvent,
  accountStream,
  actorAsOf,
  actorOf,
  caseDecider,
  type CaseId,
  caseStream,
  type CollaboratorId,
  type DomainEvent,
  type Instant,
  judge,
  type Judgement,
  organisationDecider,
  type OrganisationEvent,
  type OrganisationId,
  type OrganisationState,
  organisationStream,
  patientDecider,
  patientStream,
  type PersonId,
  type Recorded,
  rosterDecider,
  rosterStream,
  type RosterState,
} from '@konsil/domain';
import type { EndOfAccess, LateWrite } from './answers.js';
import type { Histories } from './histories.js';

/** One person's act on one case, as it stands in the log. */
export interface RecordedAct {
  readonly act: Act;
  readonly personId: PersonId;
  readonly caseId: CaseId;
  readonly collaboratorId?: CollaboratorId;
  readonly position: number;
  readonly recordedAt: Instant;
}

/**
 * A date passes at no position of the log: access that ended by date between the decision and its record is not lost to
 * the window. No command tries for longer.
 */
const DECIDED_WITHIN_MS = 30_000;

const decidedAt = (recordedAt: Instant): Instant => new Date(Date.parse(recordedAt) - DECIDED_WITHIN_MS).toISOString();

/** Why the person had no access for the act where it stands; undefined where they had it. */
export const missingAccess = async (
  histories: Histories,
  asked: RecordedAct,
): Promise<LateWrite['reason'] | undefined> => {
  const { position, personId, caseId, act, collaboratorId, recordedAt } = asked;
  const on = await histories.stateBefore(position, caseStream(caseId), caseDecider);
  // An order that is placed by this very command: there was no case yet to have access to.
  if (on.status !== 'submitted') return undefined;
  const actor = actorOf(await histories.stateBefore(position, accountStream(personId), accountDecider));
  if (actor === undefined) return 'account-closed';
  const roster = await histories.stateBefore(position, rosterStream(on.providerId), rosterDecider);
  const patient = await histories.stateBefore(position, patientStream(on.patientId), patientDecider);
  const organisations = new Map<OrganisationId, OrganisationState>();
  for (const id of organisationsIn(roster))
    organisations.set(id, await histories.stateBefore(position, organisationStream(id), organisationDecider));
  const now = decidedAt(recordedAt);
  return reasonOf(
    judge({ act, actor, now, case: on, roster, patient, organisations, ...(collaboratorId && { collaboratorId }) }),
  );
};

/** The event with which the access for the act ended; null where the person never had it. */
export const endOfAccess = async (histories: Histories, asked: RecordedAct): Promise<EndOfAccess | null> => {
  const { act, position, personId, caseId, collaboratorId, recordedAt } = asked;
  const account = await histories.allBefore<AccountEvent>(position, accountStream(personId));
  const context = await historiesOf(histories, caseId, position);
  const everything: readonly (readonly Recorded[])[] = [
    account,
    context.case,
    context.roster,
    context.patient,
    ...context.organisations.values(),
  ];
  const at = decidedAt(recordedAt);
  for (const event of everything.flat().toSorted((a, b) => b.position - a.position)) {
    const moment = { at, before: event.position };
    const actor = actorAsOf(account, moment);
    if (actor === undefined) continue;
    const judgement = accessAsOf(context, { act, actor, ...(collaboratorId && { collaboratorId }) }, moment);
    if (reasonOf(judgement) !== undefined) continue;
    const { position: ended, id: eventId, type: eventType, recordedAt: endedAt } = event;
    const msBefore = Date.parse(recordedAt) - Date.parse(endedAt);
    return { position: ended, eventId, eventType, recordedAt: endedAt, msBefore };
  }
  return null;
};

/** The phase of a case is no question of access: a person with access meets an archived case too. */
const reasonOf = (judgement: Judgement) =>
  judgement.allowed || judgement.reason === 'archived' || judgement.reason === 'on-hold' ? undefined : judgement.reason;

const organisationsIn = (roster: RosterState): readonly OrganisationId[] =>
  Object.values(roster.entries)
    .filter(({ recipientKind }) => recipientKind === 'treatment-planning-service')
    .map(({ recipientId }) => recipientId as OrganisationId);

const historiesOf = async (histories: Histories, caseId: CaseId, position: number): Promise<AccessHistories> => {
  const of = <Event extends DomainEvent>(stream: string) => histories.allBefore<Event>(position, stream);
  const on = await histories.stateBefore(position, caseStream(caseId), caseDecider);
  if (on.status !== 'submitted') throw new Error(`Case ${caseId} has no context before position ${position}.`);
  const roster = await histories.stateBefore(position, rosterStream(on.providerId), rosterDecider);
  const organisations = new Map<OrganisationId, readonly Recorded<OrganisationEvent>[]>();
  for (const id of organisationsIn(roster)) organisations.set(id, await of(organisationStream(id)));
  return {
    case: await of(caseStream(caseId)),
    roster: await of(rosterStream(on.providerId)),
    patient: await of(patientStream(on.patientId)),
    organisations,
  };
};
