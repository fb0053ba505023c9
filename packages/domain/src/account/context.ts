/** What a decision about an account is given besides the account itself. */

import type { Context } from '../context.js';
import type { ProviderId } from '../ids.js';
import type { AccountState } from './state.js';

export interface AccountContext extends Context {
  /** For appointing an auditor of some providers: their accounts. */
  readonly providers?: ReadonlyMap<ProviderId, AccountState>;
}
