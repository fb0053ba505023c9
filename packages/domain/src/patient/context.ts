import type { Context } from '../context.js';
import type { OrganisationId } from '../ids.js';
import type { OrganisationState } from '../organisation/state.js';
import type { Personal } from '../personal.js';
import type { RosterState } from '../roster/state.js';
import type { Treatment } from './erasing/keeping.js';
import type { PatientIdentity } from './events.js';

/** What a decision about a patient is given besides the patient. What a command does not need may be absent. */
export interface PatientContext extends Context {
  /** Of the provider whom the command names: where a collaborator registers a patient with an order (D1). */
  readonly roster?: RosterState;
  /** The organisations that stand in this roster. */
  readonly organisations?: ReadonlyMap<OrganisationId, OrganisationState>;
  /**
   * Who the patient is, as recorded last; personal data, so no part of the state. Needed where a guardian consents; with
   * a correction it tells whether anything changes.
   */
  readonly identity?: Personal<PatientIdentity>;
  /** Whether the patient is treated, and until when: where data are erased or kept. Absent: taken as running. */
  readonly treatment?: Treatment;
}
