/**
 * Who may do what with a case, as one table: act x relation x state of the case. Guard, decisions and docs come from
 * it; its tests don't. Submitting an order starts a case and is judged where it is decided (`case/ordering.ts`). Rules: domain-facts.md (Permissions), product.md B3, C6, E4, G3.
 */

import type { Permission } from '../roster/events.js';

/**
 * How a person stands to a case. `collaborator`: through a grant that works now. The lab works on every case;
 * administrators and auditors have no relation to a case: they read neither cases nor conversations here.
 */
export type Relation = 'provider' | 'collaborator' | 'lab';

export type Act =
  | 'see-case'
  | 'see-conversation'
  | 'post-message'
  | 'mark-messages-read'
  | 'change-sharing'
  | 'publish-setup'
  | 'mark-setup-ready'
  | 'decline-setup'
  | 'send-setup-back'
  | 'approve-setup'
  | 'close-case';

/** `never`; `always`; `open`: unless the case is archived; with a permission: `open`, and the entry has it. */
export type Cell = 'never' | 'always' | 'open' | { readonly open: 'with'; readonly permission: Permission };

const withPermission = (permission: Permission): Cell => ({ open: 'with', permission });

export const matrix: Readonly<Record<Act, Readonly<Record<Relation, Cell>>>> = {
  'see-case': { provider: 'always', collaborator: 'always', lab: 'always' },
  'see-conversation': { provider: 'always', collaborator: 'always', lab: 'never' },
  'post-message': { provider: 'open', collaborator: 'open', lab: 'never' },
  'mark-messages-read': { provider: 'always', collaborator: 'always', lab: 'never' },
  'change-sharing': { provider: 'always', collaborator: 'never', lab: 'never' },
  'publish-setup': { provider: 'never', collaborator: 'never', lab: 'open' },
  'mark-setup-ready': { provider: 'never', collaborator: 'open', lab: 'never' },
  'decline-setup': { provider: 'open', collaborator: withPermission('decline-setups'), lab: 'never' },
  'send-setup-back': { provider: 'open', collaborator: 'never', lab: 'never' },
  'approve-setup': { provider: 'open', collaborator: 'never', lab: 'never' },
  'close-case': { provider: 'always', collaborator: 'never', lab: 'never' },
};
