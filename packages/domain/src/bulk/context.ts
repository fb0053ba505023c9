/** What a decision about a bulk act is given besides the act itself. */

import type { Context } from '../context.js';
import type { CurrentTexts } from '../roster/context.js';
import type { RosterState } from '../roster/state.js';

export interface BulkContext extends Context {
  readonly texts: CurrentTexts;
  /** Of the provider who acts; for a rule, of the act's provider. */
  readonly roster: RosterState;
}
