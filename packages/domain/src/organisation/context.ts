/** What a decision about an organisation is given besides the organisation itself. */

import type { AccountState } from '../account/state.js';
import type { Context } from '../context.js';

export interface OrganisationContext extends Context {
  /** For adding a member: the person's account. */
  readonly member?: AccountState;
}
