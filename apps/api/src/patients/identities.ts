/** Who a patient is: for the decisions that need it. Personal data, read from the log each time and kept nowhere. */

import { type PatientEvent, type PatientId, type PatientIdentity, patientStream, type Personal } from '@konsil/domain';
import type { Codec, EventStore } from '@konsil/event-store';
import { pagesOf } from '../commands/pages.js';

export class PatientIdentities {
  constructor(
    private readonly store: EventStore,
    private readonly codec: Codec,
  ) {}

  /** As recorded last; `undefined` where there is no such patient, erased where the key is destroyed. */
  async of(patientId: PatientId): Promise<Personal<PatientIdentity> | undefined> {
    let newest: Personal<PatientIdentity> | undefined;
    for await (const page of pagesOf(this.store.readStream(patientStream(patientId)))) {
      for (const decoded of await this.codec.decode(page)) {
        if (decoded.kind !== 'event') continue;
        // The codec answers `event` only for types and versions of the catalogue, whose shapes the writer has checked.
        const event = { type: decoded.type, data: decoded.data } as unknown as PatientEvent;
        if (event.type === 'PatientRegistered' || event.type === 'PatientCorrected') newest = event.data.identity;
      }
    }
    return newest;
  }
}
