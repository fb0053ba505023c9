/** What the read models said at an earlier place of the log, of one patient or person: from their streams alone. Rules: product.md G6. */

import { accountStream, type CaseId, type Instant, type PatientId, type PersonId, rosterStream } from '@konsil/domain';
import type { Codec, EventStore } from '@konsil/event-store';
import {
  type Fold,
  messagesFold,
  organisationsFold,
  patientsFold,
  peopleFold,
  readModelsAsOf,
  type ReadStore,
  rostersFold,
} from '@konsil/projections';
import type { AuditTables } from '../entries/rows.js';
import { positionAsOf } from './moments.js';
import { patientOf, streamsOfPatient } from './streams.js';

export interface ReplayOptions {
  readonly store: EventStore;
  readonly codec: Codec;
  /** Has the trail's entries, by which streams and places are found: nothing behind them is known. */
  readonly readStore: Pick<ReadStore, 'queries'>;
}

/**
 * `last` is the position of the last event that counts. Answered are rows in memory, for any query; whoever asked closes
 * them. Who may ask is decided before.
 */
export interface Replay {
  /**
   * Position of the last event as of a moment, -1 where there was none.
   * @throws RangeError for a moment that is none
   */
  positionAsOf(moment: Instant): Promise<number>;
  /** Their cases, conversations and consents, with the rosters, people and organisations that had to do with them. Lists and counts are of this patient alone. */
  patientAsOf(patientId: PatientId, last: number): Promise<ReadStore>;
  /** The same of the patient whose case it is; `undefined` where there never was such a case. */
  caseAsOf(caseId: CaseId, last: number): Promise<ReadStore | undefined>;
  /** Account, practices, views and roster. It has no tables of cases. */
  personAsOf(personId: PersonId, last: number): Promise<ReadStore>;
}

const ofPerson: readonly Fold[] = [peopleFold, rostersFold];
const ofPatient: readonly Fold[] = [patientsFold, messagesFold, organisationsFold, ...ofPerson];

export const createReplay = ({ store, codec, readStore }: ReplayOptions): Replay => {
  const trail = readStore.queries.withTables<AuditTables>();
  const asOf = (folds: readonly Fold[], streams: readonly string[], last: number): Promise<ReadStore> =>
    readModelsAsOf({ store, codec, folds, streams, last });
  const patientAsOf = async (patientId: PatientId, last: number): Promise<ReadStore> =>
    asOf(ofPatient, await streamsOfPatient(trail, patientId), last);
  return {
    positionAsOf: (moment) => positionAsOf(trail, moment),
    patientAsOf,
    caseAsOf: async (caseId, last) => {
      const patientId = await patientOf(trail, caseId);
      return patientId === undefined ? undefined : patientAsOf(patientId, last);
    },
    personAsOf: (personId, last) => asOf(ofPerson, [accountStream(personId), rosterStream(personId)], last),
  };
};
