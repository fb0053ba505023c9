/** What a decision about a roster is given besides the roster itself. */

import type { AccountState } from '../account/state.js';
import type { Context } from '../context.js';
import type { OrganisationState } from '../organisation/state.js';

/** The versions of the texts in force; who confirmed older ones confirms again before sharing anew (product.md G2). */
export interface CurrentTexts {
  readonly attestationVersion: string;
  readonly termsVersion: string;
}

/** Who stands behind an entry: a person's account, or an organisation (B8). */
export type Recipient =
  | { readonly of: 'person'; readonly account: AccountState }
  | { readonly of: 'organisation'; readonly organisation: OrganisationState };

export interface RosterContext extends Context {
  readonly texts: CurrentTexts;
  /** For adding and accepting: who the entry is about. */
  readonly recipient?: Recipient;
}
