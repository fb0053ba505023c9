/** The decision to erase a patient's data as one command: the request, where it comes with it, and what follows from it. */

import { type DataClass, type Decider, patientDecider } from '@konsil/domain';
import type { PatientContext, PatientEvent, PatientState, RequestErasure } from '@konsil/domain';

export interface EraseOnRequest {
  readonly type: 'EraseOnRequest';
  readonly data: {
    readonly classes: readonly DataClass[];
    /** Absent: the patient has asked before, or the erasure was scheduled. */
    readonly request?: RequestErasure['data'];
  };
}

/** Both or neither: where a duty forbids the erasure, nothing is recorded; where all is erased, there is nothing to ask. */
export const erasingDecider: Decider<PatientState, EraseOnRequest, PatientEvent, PatientContext> = {
  ...patientDecider,
  decide: ({ data: { classes, request } }, state, context) => {
    const asked =
      request === undefined ? [] : patientDecider.decide({ type: 'RequestErasure', data: request }, state, context);
    const wanted = asked.reduce(patientDecider.evolve, state);
    const erased = patientDecider.decide({ type: 'ErasePersonalData', data: { classes } }, wanted, context);
    return erased.length === 0 ? [] : [...asked, ...erased];
  },
};
