/**
 * Erases personal data of one patient, everywhere in the data folder: judged by the domain, then fence, ledger, destruction
 * of the keys, the event, and the rows. What a crash cuts short is finished by the next start or the next erasure.
 */

import {
  caseDecider,
  caseStream,
  type DataClass,
  type PatientId,
  patientStream,
  type PersonId,
  type RequestErasure,
} from '@konsil/domain';
import { type EventStoreError, readLedger } from '@konsil/event-store';
import { now } from '../clock.js';
import { Contexts, type Load, type Origin, singleOrigin } from '../commands/index.js';
import type { Config } from '../config/index.js';
import { openKeys, openLogToWrite } from '../process/stores.js';
import { erasingDecider, type EraseOnRequest } from './deciding.js';
import { deskAtRest } from './desk-at-rest.js';
import { emptyRows } from './empty-rows.js';
import { recordErasures } from './from-ledger.js';
import { treatmentOf } from './treatment.js';

export interface ErasureOrder {
  readonly patientId: PatientId;
  readonly classes: readonly DataClass[];
  /** The provider whose patient it is and who has decided it. */
  readonly decidedBy: PersonId;
  /** The request, where it is not recorded yet. */
  readonly request?: RequestErasure['data'];
}

export interface ErasureDone {
  /** Ids of the keys that were destroyed now. */
  readonly destroyedKeys: readonly string[];
  /** What was recorded now; nothing where it was recorded before. */
  readonly recorded: readonly string[];
  readonly position: number;
}

/**
 * @throws DomainError where a rule forbids it, EventStoreError `locked` where a process writes the log; nothing has changed then
 */
export const erasePatient = async (config: Config, order: ErasureOrder): Promise<ErasureDone> => {
  const failures: EventStoreError[] = [];
  const store = await openLogToWrite(config, (error) => failures.push(error));
  try {
    const { keys, codec } = await openKeys(config, store.guards === 'atomic');
    try {
      await recordErasures(store, codec, readLedger(config.erasureLedger));
      const { patientId, classes, request } = order;
      const command: EraseOnRequest = {
        type: 'EraseOnRequest',
        data: { classes, ...(request !== undefined && { request }) },
      };
      const origin = singleOrigin(order.decidedBy, 'konsil-keys-erase');
      const task = {
        origin,
        command,
        stream: patientStream(patientId),
        decider: erasingDecider,
        context: async (_: unknown, load: Load) => {
          const { treatment, cases } = await treatmentOf(store, codec, patientId);
          // Their revisions are confirmed with the append: no case goes on meanwhile.
          for (const caseId of cases) await load(caseStream(caseId), caseDecider);
          return { ...(await actingIn(config, origin, load)), treatment };
        },
        actingAs: () => ({ role: 'provider' }) as const,
      };
      const desk = deskAtRest(store, codec);
      await desk.rehearse(task);
      const destroyedKeys = await keys.erase(patientId, classes);
      const { events, position } = await desk.run(task);
      await emptyRows(config, store, codec);
      for (const failure of failures) throw failure;
      return { destroyedKeys, recorded: events.map(({ type }) => type), position };
    } finally {
      await keys.close();
    }
  } finally {
    await store.close();
  }
};

const actingIn = ({ attestationVersion, termsVersion }: Config, origin: Origin, load: Load) =>
  new Contexts(now, { attestationVersion, termsVersion }).acting(origin, load);
