/**
 * Random histories of everything that access to one case depends on, as events: made without any decision, so that
 * what is held against them does not rest on decisions. Only what can follow one another follows: nothing happens to a
 * removed entry, nobody is resumed who is not paused, no version is approved that was not published.
 */

import fc from 'fast-check';
import type { CaseEvent } from '../../case/events/index.js';
import { evolveCase } from '../../case/evolve.js';
import { noCase } from '../../case/state.js';
import { fold } from '../../decider.js';
import type { Recorded } from '../../events.js';
import type { CollaboratorId, CommandId } from '../../ids.js';
import type { OrganisationEvent } from '../../organisation/events.js';
import { evolveOrganisation, noOrganisation } from '../../organisation/state.js';
import type { PatientEvent } from '../../patient/events.js';
import { evolvePatient, noPatient } from '../../patient/state.js';
import type { RosterEvent } from '../../roster/events.js';
import { emptyRoster, evolveRoster } from '../../roster/state.js';
import { caseStream, organisationStream, patientStream, rosterStream } from '../../streams.js';
import type { Instant } from '../../time.js';
import { annaId, caseId, idOf, inDays, patientId, planWellId } from '../../testing/index.js';
import { anything, beginning, type Occurrence } from './occurrences.js';
import { Possible } from './possible.js';

/** What has happened, in the order of the log; each moment is not before the one before. */
export const history: fc.Arbitrary<readonly Recorded[]> = fc
  .tuple(beginning, fc.array(fc.tuple(anything, gap()), { minLength: 5, maxLength: 45 }))
  .map(([first, then]) => recorded([...first.map((event) => [event, 0] as const), ...then]));

/** Hours between two things that happen; often none. */
function gap() {
  return fc.constantFrom(0, 0, 1, 5, 24);
}

const recorded = (occurrences: readonly (readonly [Occurrence, number])[]): readonly Recorded[] => {
  const possible = new Possible();
  const log: Recorded[] = [];
  let hours = -48;
  for (const [occurrence, later] of occurrences) {
    hours += later;
    if (!possible.follows(occurrence.event)) continue;
    log.push(asRecorded(occurrence, log.length, inDays(hours / 24)));
  }
  return log;
};

const streams = {
  organisation: organisationStream(planWellId),
  roster: rosterStream(annaId),
  patient: patientStream(patientId),
  case: caseStream(caseId),
};

const asRecorded = ({ in: of, event }: Occurrence, position: number, recordedAt: Instant): Recorded => ({
  ...event,
  id: idOf(9000 + position),
  stream: streams[of],
  revision: position,
  position,
  recordedAt,
  metadata: {
    actor: { id: annaId, role: 'provider' },
    commandId: idOf(8000 + position) as CommandId,
    causationId: idOf(8000),
    correlationId: idOf(8000),
  },
});

/** The events of each stream: its name says which events stand in it. */
export const streamsOf = (log: readonly Recorded[]) => {
  const of = <Event extends Recorded>(stream: string): readonly Event[] =>
    log.filter((event): event is Event => event.stream === stream);
  return {
    case: of<Recorded<CaseEvent>>(streams.case),
    roster: of<Recorded<RosterEvent>>(streams.roster),
    patient: of<Recorded<PatientEvent>>(streams.patient),
    organisations: new Map([[planWellId, of<Recorded<OrganisationEvent>>(streams.organisation)]]),
  };
};

/** Everything folded. */
export const statesAfter = (log: readonly Recorded[]) => {
  const { case: on, roster, patient, organisations } = streamsOf(log);
  return {
    case: fold(evolveCase, noCase, on),
    roster: fold(evolveRoster, emptyRoster, roster),
    patient: fold(evolvePatient, noPatient, patient),
    organisations: new Map(
      [...organisations].map(([id, events]) => [id, fold(evolveOrganisation, noOrganisation, events)]),
    ),
  };
};

/** The ids of all entries that a history may have. */
export const entryIds = (log: readonly Recorded[]): readonly CollaboratorId[] =>
  log.flatMap((event) => (event.type === 'CollaboratorAdded' ? [event.data.collaboratorId] : []));
