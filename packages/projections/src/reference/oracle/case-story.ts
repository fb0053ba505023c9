/**
 * What became of one case, told again from its events one after the other. Rules: product.md C4-C7, D1-D3;
 * domain-facts.md (Status, category, case type). Shares no code with the product.
 */

import type { Raw } from '../raw.js';

interface LaterOrder {
  readonly orderNumber: string;
  readonly kind: 'retainer' | 'replacement';
  readonly afterEnd: boolean;
}

interface Share {
  readonly event: Raw;
  /** The end it has now. */
  ends: { readonly on?: string; readonly at?: string } | undefined;
}

const text = ({ data }: Raw, name: string): string => {
  const value = data[name];
  return typeof value === 'string' ? value : '';
};

export class CaseStory {
  readonly caseId: string;
  readonly first: Raw;
  /** Newest last. */
  readonly orderNumbers: string[] = [];
  readonly shares = new Map<string, Share>();
  draft = true;
  discarded = false;
  practiceId: string;
  caseType = 'none';
  #kind: string;
  #rule: { rule?: string; collaboratorId?: string } = {};
  #version = 0;
  #setup: 'none' | 'open' | 'declined' | 'approved' = 'none';
  #revisionAsked = false;
  readonly #ready = new Set<string>();
  #records = '';
  #held = false;
  #ended = '';
  #shipped: 'nothing' | 'some' | 'all' = 'nothing';
  #later: LaterOrder[] = [];

  /** @param events of the case's stream, in order */
  constructor(readonly events: readonly Raw[]) {
    const [first] = events;
    if (first === undefined) throw new Error('A case begins with an event.');
    this.first = first;
    this.caseId = text(first, 'caseId');
    this.practiceId = text(first, 'practiceId');
    this.#kind = text(first, 'kind');
    for (const event of events) this.#hear(event);
  }

  /** In the archive: it has ended, and nothing that was ordered since is on its way. */
  get archived(): boolean {
    return this.#ended !== '' && !this.#later.some(({ afterEnd }) => afterEnd);
  }

  get category(): string {
    if (this.draft) return 'submission-incomplete';
    if (this.#ended !== '') return this.archived ? this.#ended : 'retainer-ordered';
    if (this.#held) return 'on-hold';
    const labOwesSetup = this.#revisionAsked || this.#setup === 'none' || this.#setup === 'declined';
    if (labOwesSetup && this.#records !== '') return this.#records;
    if (this.#revisionAsked) return 'revision-requested';
    if (this.#setup === 'approved') return this.#production;
    return { none: 'setup-in-production', open: 'setup-awaiting-approval', declined: 'setup-being-changed' }[
      this.#setup
    ];
  }

  get status(): string {
    const closed = ['completed', 'cancelled', 'closed'];
    const asks = ['submission-incomplete', 'waiting-for-records', 'records-rejected', 'setup-awaiting-approval'];
    if (closed.includes(this.category)) return 'closed';
    return asks.includes(this.category) ? 'action-needed' : 'in-treatment';
  }

  get #production(): string {
    const ofAligners = this.#kind === 'aligner';
    if (this.#shipped === 'nothing') return ofAligners ? 'aligners-in-production' : 'retainer-ordered';
    if (this.#later.some(({ kind }) => kind === 'replacement')) return 'aligners-in-production';
    if (this.#shipped === 'some') return 'shipped';
    if (this.#later.length > 0) return 'retainer-ordered';
    return ofAligners ? 'treatment-in-progress' : 'shipped';
  }

  /** Of the case for one collaborator with whom it is shared. */
  statusFor(collaboratorId: string): string {
    return this.#review(() => this.#ready.has(collaboratorId));
  }

  /** Of the case for its provider. */
  get rolledUp(): string {
    if (this.archived) return 'archived';
    const all = [...this.shares.keys()];
    if (all.length === 0) return 'not-shared';
    const { rule, collaboratorId = '' } = this.#rule;
    return this.#review(() => {
      if (rule === 'any') return all.some((id) => this.#ready.has(id));
      if (rule === 'lead' && this.shares.has(collaboratorId)) return this.#ready.has(collaboratorId);
      return all.every((id) => this.#ready.has(id));
    });
  }

  #review(isReady: () => boolean): string {
    if (this.archived) return 'archived';
    if (this.#revisionAsked) return 'awaiting-setup';
    if (this.#setup === 'approved') return 'approved';
    if (this.#setup !== 'open') return 'awaiting-setup';
    return isReady() ? 'ready-for-approval' : 'evaluating-setup';
  }

  #hear(event: Raw): void {
    const who = text(event, 'collaboratorId');
    const number = text(event, 'orderNumber');
    switch (event.type) {
      case 'OrderDrafted':
        this.orderNumbers.push(number);
        return;
      case 'DraftDiscarded':
        this.discarded = true;
        return;
      case 'OrderSubmitted':
        if (!this.orderNumbers.includes(number)) this.orderNumbers.push(number);
        this.draft = false;
        this.practiceId = text(event, 'practiceId');
        this.#kind = text(event, 'kind');
        this.#rule = event.data['reviewRule'] as { rule: string };
        return;
      case 'ReviewRuleChosen':
        this.#rule = event.data['reviewRule'] as { rule: string };
        return;
      case 'RevisionRequested':
        this.orderNumbers.push(number);
        this.#revisionAsked = true;
        return;
      case 'RetainerOrdered':
      case 'ReplacementOrdered': {
        this.orderNumbers.push(number);
        const kind = event.type === 'RetainerOrdered' ? 'retainer' : 'replacement';
        this.#later.push({ orderNumber: number, kind, afterEnd: this.#ended !== '' });
        return;
      }
      case 'AlignersShipped': {
        const last = event.data['last'] === true;
        const ofLater = this.#later.some(({ orderNumber }) => orderNumber === number);
        if (!ofLater) this.#shipped = last ? 'all' : 'some';
        else if (last) this.#later = this.#later.filter(({ orderNumber }) => orderNumber !== number);
        return;
      }
      case 'CasePracticeChanged':
        this.practiceId = text(event, 'to');
        return;
      case 'CaseTypeUpgraded':
        this.caseType = text(event, 'to');
        return;
      case 'RecordsRequested':
        this.#records = 'waiting-for-records';
        return;
      case 'RecordsRejected':
        this.#records = 'records-rejected';
        return;
      case 'RecordsCompleted':
        this.#records = '';
        return;
      case 'CasePutOnHold':
      case 'CaseResumed':
        this.#held = event.type === 'CasePutOnHold';
        return;
      case 'CaseCompleted':
      case 'CaseCancelled':
      case 'CaseClosed':
      case 'CaseReopened':
        this.#ended =
          { CaseCompleted: 'completed', CaseCancelled: 'cancelled', CaseClosed: 'closed' }[event.type as string] ?? '';
        this.#held = false;
        this.#later = this.#later.map((order) => ({ ...order, afterEnd: false }));
        return;
      case 'CaseShared':
        this.shares.set(who, { event, ends: event.data['ends'] as Share['ends'] });
        return;
      case 'GrantRenewed': {
        const share = this.shares.get(who);
        if (share !== undefined) share.ends = event.data['ends'] as Share['ends'];
        return;
      }
      case 'CaseUnshared':
      case 'GrantExpired':
        this.shares.delete(who);
        this.#ready.delete(who);
        return;
      default:
        this.#judge(event, who);
    }
  }

  /** A judgement of the newest version; one of an older is none. */
  #judge(event: Raw, who: string): void {
    const version = Number(event.data['setupVersion']);
    if (event.type === 'SetupReadyForReview') {
      this.#version = version;
      this.#setup = 'open';
      this.#revisionAsked = false;
      this.#ready.clear();
    }
    if (version !== this.#version) return;
    if (event.type === 'SetupMarkedReady') this.#ready.add(who);
    if (event.type === 'SetupDeclinedByCollaborator' || event.type === 'SetupSentBack') this.#ready.delete(who);
    if (event.type === 'SetupSentBack') this.#setup = 'open';
    if (event.type === 'SetupDeclined' || event.type === 'SetupDeclinedByCollaborator') this.#setup = 'declined';
    if (event.type !== 'SetupApproved') return;
    this.#setup = 'approved';
    this.#shipped = 'nothing';
    this.caseType = text(event, 'caseType');
    for (const [id, { ends }] of this.shares) if (ends?.on === 'approval') this.shares.delete(id);
  }
}
