/**
 * What Manage Orders and the dashboard must show, worked out by going through all events again for every question. It
 * shares no code and no type with the product: the rules are said a second time, straight from product.md.
 */

import type { Raw } from './raw.js';

export interface OracleRow {
  readonly [column: string]: unknown;
  readonly caseId: string;
  readonly collaboratorId: string;
}

/** product.md's order of things, for sorting. */
const RANKS: Readonly<Record<string, readonly string[]>> = {
  status: ['action-needed', 'in-treatment', 'closed'],
  category: [
    ...['setup-awaiting-approval', 'setup-in-production', 'setup-being-changed', 'aligners-in-production'],
    ...['retainer-ordered', 'closed'],
  ],
  collaboratorStatus: [
    ...['not-shared', 'awaiting-setup', 'evaluating-setup', 'ready-for-approval', 'approved', 'archived'],
  ],
  caseType: ['none', 'flex', 'mini', 'one', 'two', 'unlimited-3', 'unlimited-5', 'retainer-only'],
};

const ACTIVITY = /^(Order|Case|Setup|MessagePosted)/;
/** Between the provider and one collaborator: no activity to the others. */
const BETWEEN_TWO = /^(MessagePosted|CaseShared|CaseUnshared)$/;
const VERDICTS = ['SetupMarkedReady', 'SetupDeclinedByCollaborator', 'SetupSentBack', 'SetupDeclined'];

const textOf = (event: Raw | undefined, name: string): string => {
  const value = event?.data[name];
  return typeof value === 'string' ? value : '';
};

export class Oracle {
  constructor(
    private readonly events: readonly Raw[],
    private readonly now: string,
  ) {}

  orders(provider: string): OracleRow[] {
    return this.#cases()
      .filter((one) => one.data['providerId'] === provider)
      .map((one) => {
        const caseId = String(one.data['caseId']);
        const shared = this.#standing(caseId);
        return {
          ...this.#common(one),
          collaboratorId: '',
          collaboratorStatus: this.#rolledUp(one, shared),
          collaborators: shared.map((grant) => `${String(grant.data['collaboratorId'])}=${this.#statusOf(one, grant)}`),
          unread: Math.min(
            100,
            this.#collaboratorsEver(caseId).reduce((sum, id) => sum + this.#unread(one, id, provider), 0),
          ),
          patient: this.#patient(one),
          searched: [
            this.#patientName(one),
            this.#patient(one),
            ...shared.map((grant) => this.#nameOf(String(grant.data['recipientId']))),
          ],
        };
      });
  }

  collaborations(viewer: string): OracleRow[] {
    return this.#cases().flatMap((one) =>
      this.#standing(String(one.data['caseId']))
        .filter((grant) => this.#maySee(viewer, grant))
        .map((grant) => {
          const collaboratorId = String(grant.data['collaboratorId']);
          const hidden = grant.data['pseudonymised'] === true;
          const organisation = grant.data['recipientId'] === 'planwell' ? 'PlanWell' : '';
          return {
            ...this.#common(one, collaboratorId),
            collaboratorId,
            collaboratorStatus: this.#statusOf(one, grant),
            collaborators: [],
            unread: this.#unread(one, collaboratorId, viewer),
            patient: hidden ? '' : this.#patient(one),
            searched: [
              ...(hidden ? [] : [this.#patientName(one), this.#patient(one)]),
              this.#nameOf(String(one.data['providerId'])),
              organisation,
            ],
          };
        }),
    );
  }

  #of(types: readonly string[], wanted: Readonly<Record<string, unknown>> = {}): Raw[] {
    return this.events.filter(
      ({ type, data }) => types.includes(type) && Object.entries(wanted).every(([name, value]) => data[name] === value),
    );
  }

  #cases(): Raw[] {
    return this.#of(['OrderSubmitted']);
  }

  /** `collaborator`: as they may know of it. */
  #common(one: Raw, collaborator?: string): { caseId: string; [column: string]: unknown } {
    const caseId = String(one.data['caseId']);
    const category = this.#category(one);
    const status = { 'setup-awaiting-approval': 'action-needed', closed: 'closed' }[category] ?? 'in-treatment';
    const practiceId = String(one.data['practiceId']);
    return {
      ...{ caseId, category, status, practiceId },
      providerId: one.data['providerId'],
      orderNumber: one.data['orderNumber'],
      lastActivity: this.events.findLast(
        ({ type, data }) =>
          ACTIVITY.test(type) &&
          data['caseId'] === caseId &&
          (collaborator === undefined || !BETWEEN_TWO.test(type) || data['collaboratorId'] === collaborator),
      )?.recordedAt,
      caseType: this.#of(['SetupApproved'], { caseId }).at(-1)?.data['caseType'] ?? 'none',
      practice: textOf(this.#of(['PracticeOpened'], { practiceId })[0], 'name'),
      provider: this.#nameOf(String(one.data['providerId'])),
    };
  }

  /** Grants that no event has ended, in the order they were shared. */
  #standing(caseId: string): Raw[] {
    return this.#of(['CaseShared'], { caseId }).filter((grant) => {
      const { collaboratorId } = grant.data;
      const after = this.events.slice(grant.position + 1);
      const untilApproval = (grant.data['ends'] as { on?: string } | undefined)?.on === 'approval';
      return !after.some(
        ({ type, data }) =>
          data['caseId'] === caseId &&
          ((type === 'CaseUnshared' && data['collaboratorId'] === collaboratorId) ||
            (type === 'SetupApproved' && untilApproval)),
      );
    });
  }

  /** What became of the newest version: none, open, declined or approved. */
  #newest(caseId: string): { version: number; state: string } {
    const published = this.#of(['SetupReadyForReview'], { caseId }).at(-1);
    if (published === undefined) return { version: 0, state: 'none' };
    const version = Number(published.data['setupVersion']);
    const ends = ['SetupDeclined', 'SetupDeclinedByCollaborator', 'SetupApproved', 'SetupSentBack'];
    const last = this.#of(ends, { caseId, setupVersion: version }).at(-1)?.type ?? 'SetupSentBack';
    return { version, state: last === 'SetupSentBack' ? 'open' : last === 'SetupApproved' ? 'approved' : 'declined' };
  }

  #isClosed(caseId: string): boolean {
    return this.#of(['CaseClosed'], { caseId }).length > 0;
  }

  #isReady(caseId: string, grant: Raw): boolean {
    const { collaboratorId } = grant.data;
    const { version } = this.#newest(caseId);
    const own = this.#of(VERDICTS, { caseId, collaboratorId, setupVersion: version }).at(-1);
    return own?.type === 'SetupMarkedReady' && own.position > grant.position;
  }

  #statusOf(one: Raw, grant: Raw): string {
    const caseId = String(one.data['caseId']);
    if (this.#isClosed(caseId)) return 'archived';
    const { state } = this.#newest(caseId);
    if (state === 'approved') return 'approved';
    if (state !== 'open') return 'awaiting-setup';
    return this.#isReady(caseId, grant) ? 'ready-for-approval' : 'evaluating-setup';
  }

  #rolledUp(one: Raw, shared: readonly Raw[]): string {
    const caseId = String(one.data['caseId']);
    if (this.#isClosed(caseId)) return 'archived';
    const [first] = shared;
    if (first === undefined) return 'not-shared';
    if (this.#newest(caseId).state !== 'open') return this.#statusOf(one, first);
    const rule = one.data['reviewRule'] as { rule: string; collaboratorId?: string };
    const lead = shared.filter((grant) => rule.rule === 'lead' && grant.data['collaboratorId'] === rule.collaboratorId);
    const asked = lead.length > 0 ? lead : shared;
    const ready = asked.filter((grant) => this.#isReady(caseId, grant)).length;
    return ready >= (rule.rule === 'any' ? 1 : asked.length) ? 'ready-for-approval' : 'evaluating-setup';
  }

  #category(one: Raw): string {
    const caseId = String(one.data['caseId']);
    if (this.#isClosed(caseId)) return 'closed';
    const approved = one.data['kind'] === 'aligner' ? 'aligners-in-production' : 'retainer-ordered';
    const { state } = this.#newest(caseId);
    return (
      { none: 'setup-in-production', open: 'setup-awaiting-approval', declined: 'setup-being-changed' }[state] ??
      approved
    );
  }

  #maySee(viewer: string, grant: Raw): boolean {
    const { collaboratorId, recipientId, recipientKind, purpose, patientId, providerId } = grant.data;
    if (providerId === viewer) return false;
    const membership = this.#of(['MemberAdded', 'MemberRemoved'], { personId: viewer }).at(-1);
    const isMember = recipientId === 'planwell' && membership?.type === 'MemberAdded';
    if (recipientId !== viewer && !isMember) return false;
    if (this.#of(['InvitationAccepted'], { collaboratorId }).length === 0) return false;
    if (this.#of(['CollaboratorRemoved'], { collaboratorId }).length > 0) return false;
    const ends = grant.data['ends'] as { on: string; at?: string } | undefined;
    if (ends?.on === 'date' && String(ends.at) <= this.now) return false;
    const names = ({ data }: Raw): boolean =>
      (data['recipients'] as { of: string; kind?: string; recipientId?: string }[]).some(
        (rule) =>
          rule.of === 'everyone' ||
          (rule.of === 'everyone-but-staff' && recipientKind !== 'staff') ||
          (rule.of === 'kind' && rule.kind === recipientKind) ||
          (rule.of === 'recipient' && rule.recipientId === recipientId),
      );
    const withdrawals = this.#of(['ConsentWithdrawn'], { patientId }).filter(names);
    const covering = purpose === 'teaching' ? ['teaching'] : ['treatment', String(purpose)];
    const covered = this.#of(['ConsentGiven'], { patientId }).some(
      (given) =>
        names(given) &&
        withdrawals.every((withdrawal) => textOf(given, 'occurredAt') > textOf(withdrawal, 'occurredAt')) &&
        (given.data['purposes'] as string[]).some((one) => covering.includes(one)) &&
        (textOf(given, 'validUntil') || '9999') > this.now,
    );
    if (covered) return true;
    const policy = this.#of(['ConsentPolicyChosen'], { providerId }).at(-1)?.data['policy'] ?? 'attestation';
    return withdrawals.length === 0 && (recipientKind === 'staff' || policy === 'attestation');
  }

  #collaboratorsEver(caseId: string): string[] {
    return [...new Set(this.#of(['CaseShared'], { caseId }).map(({ data }) => String(data['collaboratorId'])))];
  }

  /** Messages and words of the other side behind the mark; 100 stands for more. */
  #unread(one: Raw, collaboratorId: string, reader: string): number {
    const { caseId, providerId } = one.data;
    const reads = this.#of(['MessagesRead'], { caseId, collaboratorId, readerId: reader });
    const mark = Math.max(-1, ...reads.map(({ data }) => Number(data['upTo'])));
    const fromProvider = [
      ...this.#of(['MessagePosted'], { caseId, collaboratorId, side: 'provider' }),
      ...this.#of(['SetupSentBack'], { caseId, collaboratorId }),
      ...this.#of(['SetupDeclined'], { caseId }),
    ];
    const fromCollaborator = [
      ...this.#of(['MessagePosted'], { caseId, collaboratorId, side: 'collaborator' }),
      ...this.#of(['SetupMarkedReady', 'SetupDeclinedByCollaborator'], { caseId, collaboratorId }).filter(
        ({ data }) => data['words'] !== undefined,
      ),
    ];
    const others = reader === providerId ? fromCollaborator : fromProvider;
    return Math.min(100, others.filter(({ position }) => position > mark).length);
  }

  #identity(one: Raw): { givenName: string; familyName: string } | undefined {
    const { identity } = this.#of(['PatientRegistered'], { patientId: one.data['patientId'] })[0]?.data ?? {};
    return (identity as { erased?: boolean }).erased === true
      ? undefined
      : (identity as { givenName: string; familyName: string });
  }

  #patient(one: Raw): string {
    const identity = this.#identity(one);
    return identity === undefined ? '' : `${identity.familyName}, ${identity.givenName}`;
  }

  #patientName(one: Raw): string {
    const identity = this.#identity(one);
    return identity === undefined ? '' : `${identity.givenName} ${identity.familyName}`;
  }

  #nameOf(id: string): string {
    const person = this.#of(['AccountProvisioned'], { personId: id })[0];
    const organisation = this.#of(['OrganisationRegistered'], { organisationId: id })[0];
    return textOf(person ?? organisation, 'name');
  }
}

const PLAIN: Readonly<Record<string, string>> = { ö: 'o', ü: 'u', ä: 'a', å: 'a' };
const plain = (text: string): string => text.toLowerCase().replaceAll(/[öüäå]/g, (letter) => PLAIN[letter] ?? letter);

/** What a row is sorted by. */
const keyOf = (row: OracleRow, sort: string): string | number => {
  const value = row[sort];
  if (sort === 'collaborators') return (value as readonly string[]).length;
  if (typeof value === 'number') return value;
  const text = String(value);
  const rank = RANKS[sort]?.indexOf(text);
  if (rank !== undefined) return rank;
  return ['patient', 'practice', 'provider'].includes(sort) ? plain(text) : text;
};

const compare = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0);

export const sorted = (rows: readonly OracleRow[], sort: string, descending: boolean): OracleRow[] =>
  [...rows].sort(
    (one, other) =>
      (compare(keyOf(one, sort), keyOf(other, sort)) ||
        compare(one.caseId, other.caseId) ||
        compare(one.collaboratorId, other.collaboratorId)) * (descending ? -1 : 1),
  );

/** Whether order number, practice or one of the row's names holds the text. */
export const isFound = (row: OracleRow, text: string): boolean => {
  const number = String(row['orderNumber']);
  return [number, number.replaceAll('-', ''), String(row['practice']), ...(row['searched'] as string[])].some((part) =>
    part.toLowerCase().includes(text.trim().toLowerCase()),
  );
};

/** Whether the row fits each filter: a list of values, a number of unread messages, a span of time. */
export const fits = (row: OracleRow, filters: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(filters).every(([name, wanted]) => {
    if (name === 'unread') return Number(row['unread']) > 0 === wanted;
    if (name === 'activeSince') return String(row['lastActivity']) >= String(wanted);
    if (name === 'activeBefore') return String(row['lastActivity']) < String(wanted);
    const values = wanted as readonly unknown[];
    if (name !== 'collaboratorId') return values.includes(row[name]);
    const ids = (row['collaborators'] as readonly string[]).map((text) => text.split('=')[0]);
    return ids.length === 0 ? values.includes('none') : ids.some((id) => values.includes(id));
  });
