/**
 * Shares end with the roster entry behind them: access has ended by itself already, this corrects status and counters.
 * A grant that ends at approval needs no rule: SetupApproved itself ends it. Rules: product.md B4-B6, C4, G3.
 */

import type { EntryEnding } from '../case/sharing/index.js';
import type { CaseId } from '../ids.js';
import type { Policy } from './policy.js';

export interface EndingsView {
  /** The cases with an open grant of the event's entry. */
  readonly caseIds: readonly CaseId[];
}

const causes = {
  CollaboratorRemoved: 'collaborator-removed',
  InvitationDeclined: 'invitation-declined',
  InvitationWithdrawn: 'invitation-withdrawn',
  InvitationExpired: 'invitation-expired',
} as const satisfies Readonly<Record<string, EntryEnding>>;

export const endings: Policy<EndingsView> = {
  name: 'policy:end-grants',
  reactsTo: ['CollaboratorRemoved', 'InvitationDeclined', 'InvitationWithdrawn', 'InvitationExpired'],
  react: (event, { caseIds }) => {
    switch (event.type) {
      case 'CollaboratorRemoved':
      case 'InvitationDeclined':
      case 'InvitationWithdrawn':
      case 'InvitationExpired': {
        const { collaboratorId } = event.data;
        const cause = causes[event.type];
        return caseIds.map((caseId) => ({
          on: { case: caseId },
          command: { type: 'EndGrantByRule', data: { collaboratorId, cause } },
        }));
      }
      default:
        return [];
    }
  },
};
