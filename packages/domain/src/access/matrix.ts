/**
 * Who may do what with a case, as one table: act x relation x state of the case. Guard, decisions and docs come from
 * it; its tests don't. What has no rule here nobody does: rules that act by themselves are judged where they are decided,
 * and so are drafts and first orders, which have no case yet (`case/ordering/`). Rules: domain-facts.md (Permissions),
 * product.md B3, C1-C9, D1-D4, E3, E4, G3.
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
  | 'translate-message'
  | 'change-sharing'
  | 'choose-review-rule'
  | 'check-records'
  | 'publish-setup'
  | 'mark-setup-ready'
  | 'decline-setup'
  | 'send-setup-back'
  | 'approve-setup'
  | 'hold-pen'
  | 'request-revision'
  | 'order-retainer'
  | 'order-replacement'
  | 'ship-order'
  | 'order-tps'
  | 'complete-tps'
  | 'cancel-tps'
  | 'upgrade-case-type'
  | 'change-practice'
  | 'hold-case'
  | 'complete-case'
  | 'cancel-case'
  | 'close-case'
  | 'reopen-case';

/** `open`: unless the case is archived; `running`: unless it is archived or on hold. */
export type Phase = 'always' | 'open' | 'running';

/** `never`; in a phase; or in a phase, for an entry that has the permission. */
export type Cell = 'never' | Phase | { readonly when: Phase; readonly permission: Permission };

const withPermission = (permission: Permission, when: Phase): Cell => ({ when, permission });

export const matrix: Readonly<Record<Act, Readonly<Record<Relation, Cell>>>> = {
  'see-case': { provider: 'always', collaborator: 'always', lab: 'always' },
  'see-conversation': { provider: 'always', collaborator: 'always', lab: 'never' },
  'post-message': { provider: 'open', collaborator: 'open', lab: 'never' },
  'mark-messages-read': { provider: 'always', collaborator: 'always', lab: 'never' },
  'translate-message': { provider: 'always', collaborator: 'always', lab: 'never' },
  'change-sharing': { provider: 'always', collaborator: 'never', lab: 'never' },
  'choose-review-rule': { provider: 'open', collaborator: 'never', lab: 'never' },
  'check-records': { provider: 'never', collaborator: 'never', lab: 'open' },
  'publish-setup': { provider: 'never', collaborator: 'never', lab: 'running' },
  'mark-setup-ready': { provider: 'never', collaborator: 'open', lab: 'never' },
  'decline-setup': { provider: 'open', collaborator: withPermission('decline-setups', 'open'), lab: 'never' },
  'send-setup-back': { provider: 'open', collaborator: 'never', lab: 'never' },
  'approve-setup': { provider: 'running', collaborator: 'never', lab: 'never' },
  'hold-pen': { provider: 'open', collaborator: 'open', lab: 'open' },
  'request-revision': {
    provider: 'running',
    collaborator: withPermission('request-revisions', 'running'),
    lab: 'never',
  },
  'order-retainer': { provider: 'always', collaborator: withPermission('add-orders', 'always'), lab: 'never' },
  'order-replacement': { provider: 'running', collaborator: 'never', lab: 'never' },
  'ship-order': { provider: 'never', collaborator: 'never', lab: 'running' },
  'order-tps': { provider: 'open', collaborator: 'never', lab: 'never' },
  'complete-tps': { provider: 'never', collaborator: 'open', lab: 'never' },
  'cancel-tps': { provider: 'open', collaborator: 'never', lab: 'never' },
  'upgrade-case-type': { provider: 'open', collaborator: 'never', lab: 'never' },
  'change-practice': { provider: 'open', collaborator: 'never', lab: 'never' },
  'hold-case': { provider: 'open', collaborator: withPermission('manage-holds', 'open'), lab: 'never' },
  'complete-case': { provider: 'always', collaborator: 'never', lab: 'never' },
  'cancel-case': { provider: 'always', collaborator: 'never', lab: 'never' },
  'close-case': { provider: 'always', collaborator: 'never', lab: 'never' },
  'reopen-case': { provider: 'always', collaborator: 'never', lab: 'never' },
};
