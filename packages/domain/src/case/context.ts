/** What a decision about a case is given besides the case itself: everything folded, nothing looked up. */

import type { AccountState } from '../account/state.js';
import type { Context } from '../context.js';
import type { OrganisationId } from '../ids.js';
import type { OrganisationState } from '../organisation/state.js';
import type { PatientState } from '../patient/state.js';
import type { CurrentTexts } from '../roster/context.js';
import type { RosterState } from '../roster/state.js';
import type { CaseState } from './state.js';

export interface CaseContext extends Context {
  readonly texts: CurrentTexts;
  /** Of the case's provider. */
  readonly roster: RosterState;
  readonly patient: PatientState;
  /** The provider's account, with the practices. */
  readonly provider: AccountState;
  /** The organisations that stand in the roster. */
  readonly organisations: ReadonlyMap<OrganisationId, OrganisationState>;
  /** For an order by a collaborator: a case of the same patient through which they know the patient (D1). */
  readonly knownThrough?: CaseState;
}
