/** What can follow what has happened so far, as far as a history needs it to be one: told from the types of events alone. */

import type { DomainEvent } from '../../events.js';

type Entry = 'added' | 'invited' | 'refused' | 'active' | 'paused' | 'removed';

/** From which state of an entry an event leads to which. */
const steps: Readonly<Record<string, { readonly from: readonly Entry[]; readonly to: Entry }>> = {
  CollaboratorInvited: { from: ['added', 'refused'], to: 'invited' },
  InvitationResent: { from: ['invited', 'refused'], to: 'invited' },
  InvitationAccepted: { from: ['invited'], to: 'active' },
  InvitationDeclined: { from: ['invited'], to: 'refused' },
  InvitationWithdrawn: { from: ['invited'], to: 'refused' },
  InvitationExpired: { from: ['invited'], to: 'refused' },
  CollaboratorPaused: { from: ['active'], to: 'paused' },
  CollaboratorResumed: { from: ['paused'], to: 'active' },
  CollaboratorRemoved: { from: ['added', 'invited', 'refused', 'active', 'paused'], to: 'removed' },
};

export class Possible {
  private readonly entries = new Map<string, Entry>();
  /** Open shares, and whether an approval ends them. */
  private readonly shares = new Map<string, boolean>();
  /** Later orders of the case, and whether everything of one was shipped. */
  private readonly orders = new Map<string, boolean>();
  private version = 0;
  private approved = false;

  /** Whether the event can come next; if so it has come. */
  follows(event: DomainEvent): boolean {
    switch (event.type) {
      case 'CollaboratorAdded': {
        const { collaboratorId } = event.data;
        return !this.entries.has(collaboratorId) && !!this.entries.set(collaboratorId, 'added');
      }
      case 'PermissionsChanged':
        return !['removed', undefined].includes(this.entries.get(event.data.collaboratorId));
      case 'CaseShared':
        if (!this.entries.has(event.data.collaboratorId)) return false;
        return !!this.shares.set(event.data.collaboratorId, event.data.ends?.on === 'approval');
      case 'GrantRenewed':
        if (!this.shares.has(event.data.collaboratorId)) return false;
        return !!this.shares.set(event.data.collaboratorId, event.data.ends?.on === 'approval');
      case 'CaseUnshared':
      case 'GrantExpired':
        return this.shares.delete(event.data.collaboratorId);
      case 'SetupReadyForReview':
        this.approved = false;
        return event.data.setupVersion === this.version + 1 && ++this.version > 0;
      case 'SetupApproved':
        return this.approves(event.data.setupVersion);
      case 'RetainerOrdered':
      case 'ReplacementOrdered':
        return !this.orders.has(event.data.orderNumber) && !!this.orders.set(event.data.orderNumber, false);
      case 'AlignersShipped':
        if (this.orders.get(event.data.orderNumber) !== false) return false;
        return !!this.orders.set(event.data.orderNumber, event.data.last);
      default:
        return this.stepsOn(event);
    }
  }

  private approves(version: number): boolean {
    if (version !== this.version || this.approved) return false;
    for (const [id, untilApproved] of this.shares) if (untilApproved) this.shares.delete(id);
    this.approved = true;
    return true;
  }

  private stepsOn(event: DomainEvent): boolean {
    const step = steps[event.type];
    if (!step || !('collaboratorId' in event.data)) return true;
    const { collaboratorId } = event.data;
    const now = this.entries.get(collaboratorId);
    return now !== undefined && step.from.includes(now) && !!this.entries.set(collaboratorId, step.to);
  }
}
