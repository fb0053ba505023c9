/**
 * Who may do what with one case, read by brute force from raw events and now: slow, short, and without any code of the
 * product. Right is what this says and `judge` says too (architecture.md, Tests).
 */

type Id = 'collaboratorId' | 'recipientId' | 'personId' | 'organisationId' | 'providerId' | 'orderNumber' | 'consentId';
/** `projection`: of an event about no person and no case, of which nothing is read. */
type Text = Id | 'recipientKind' | 'purpose' | 'occurredAt' | 'validUntil' | 'policy' | 'projection';
type Named = { readonly of: string } & Readonly<Partial<Record<'kind' | 'recipientId', string>>>;
type Lists = { permissions: readonly string[]; purposes: readonly string[]; recipients: readonly Named[] };
type Ends = { last: boolean; ends: { readonly on: string; readonly at?: string } };
/** An event as it stands in the log, with the fields that are read here. */
type Event = { readonly type: string; readonly data: Readonly<Partial<Record<Text, string> & Lists & Ends>> };

/** act, then what provider, collaborator and lab may: `-` never, `a`lways, `o`pen, `r`unning; `:` and the permission. */
const rules = `
  see-case a a a,see-conversation a a -,post-message o o -,mark-messages-read a a -,translate-message a a -,
  change-sharing a - -,choose-review-rule o - -,check-records - - o,publish-setup - - r,mark-setup-ready - o -,
  decline-setup o o:decline-setups -,send-setup-back o - -,approve-setup r - -,hold-pen o o o,
  request-revision r r:request-revisions -,order-retainer a a:add-orders -,order-replacement r - -,ship-order - - r,
  order-tps o - -,complete-tps - o -,cancel-tps o - -,upgrade-case-type o - -,change-practice o - -,
  hold-case o o:manage-holds -,complete-case a - -,cancel-case a - -,close-case a - -,reopen-case a - -`;
const table = new Map(
  rules.split(',').map((line) => {
    const [act = '', provider = '', collaborator = '', lab = ''] = line.trim().split(' ');
    return [act, { provider, collaborator, lab }];
  }),
);
export const actsOfTheOracle: readonly string[] = [...table.keys()];

export type Question = {
  act: string;
  personId: string;
  isLab: boolean;
  now: string;
  collaboratorId?: string | undefined;
};
/** `through`: `provider`, `lab`, or the roster entry; `basis`: `consent` with its id, `practice-staff`, `attestation`. */
export type Answer = { allowed: boolean; known: boolean } & Partial<
  Record<'reason' | 'permission' | 'through' | 'basis', string>
>;

export const oracle = (events: readonly Event[], { act, personId, isLab, now, collaboratorId }: Question): Answer => {
  const row = table.get(act) ?? { provider: '-', collaborator: '-', lab: '-' };
  const owner = events.some(({ type, data }) => type === 'OrderSubmitted' && data.providerId === personId);
  const ways: Answer[] = owner ? [may(events, row.provider, { through: 'provider' })] : [];
  let unseen = 'no-relation';
  for (const added of owner ? [] : events.filter(({ type }) => type === 'CollaboratorAdded')) {
    const { collaboratorId: id = '', recipientId } = added.data;
    if ((collaboratorId !== undefined && id !== collaboratorId) || !speaks(events, personId, recipientId)) continue;
    const seen = sight(events, id, now);
    if ('basis' in seen) ways.push(may(events, row.collaborator, { through: id, basis: seen.basis }));
    else if (unseen === 'no-relation' || unseen === 'not-shared') unseen = seen.reason;
  }
  if (isLab) ways.push(may(events, row.lab, { through: 'lab' }));
  const refused = ways.find(({ reason }) => reason !== 'not-permitted') ?? ways[0];
  return ways.find(({ allowed }) => allowed) ?? refused ?? { allowed: false, known: false, reason: unseen };
};

const may = (events: readonly Event[], cell: string, on: { through: string; basis?: string }): Answer => {
  const [phase, permission] = cell.split(':');
  const no = (reason: string) => ({ allowed: false, known: true, reason });
  if (phase === '-') return no('not-permitted');
  const given = last(events, on.through, 'CollaboratorAdded', 'PermissionsChanged')?.data.permissions ?? [];
  if (permission !== undefined && !given.includes(permission)) return { ...no('permission-missing'), permission };
  if (phase !== 'a' && isOver(events)) return no('archived');
  const holding = ['CasePutOnHold', 'CaseResumed', 'CaseCompleted', 'CaseCancelled', 'CaseClosed'];
  if (phase === 'r' && events.findLast(({ type }) => holding.includes(type))?.type === 'CasePutOnHold')
    return no('on-hold');
  return { allowed: true, known: true, ...on };
};

/** Ended, not reopened since, and no later order waits to be shipped in full. */
const isOver = (events: readonly Event[]): boolean => {
  const turns = ['CaseCompleted', 'CaseCancelled', 'CaseClosed', 'CaseReopened'];
  const at = events.findLastIndex(({ type }) => turns.includes(type));
  if (at === -1 || events[at]?.type === 'CaseReopened') return false;
  const since = events.slice(at);
  return since
    .filter(({ type }) => type === 'RetainerOrdered' || type === 'ReplacementOrdered')
    .every(({ data: { orderNumber } }) =>
      since.some(({ type, data }) => type === 'AlignersShipped' && data.last && data.orderNumber === orderNumber),
    );
};

const last = (events: readonly Event[], id: string, ...types: string[]): Event | undefined =>
  events.findLast(({ type, data }) => types.includes(type) && data.collaboratorId === id);

const speaks = (events: readonly Event[], personId: string, recipientId: string | undefined): boolean => {
  if (personId === recipientId) return true;
  const ofMember = events.filter(({ data }) => data.organisationId === recipientId && data.personId === personId);
  return ofMember.at(-1)?.type === 'MemberAdded';
};

const sight = (events: readonly Event[], id: string, now: string): { reason: string } | { basis: string } => {
  const terms = last(events, id, 'CaseShared', 'GrantRenewed', 'CaseUnshared', 'GrantExpired');
  if (!terms || terms.type === 'CaseUnshared' || terms.type === 'GrantExpired') return { reason: 'not-shared' };
  const { ends } = terms.data;
  const after = events.slice(events.indexOf(terms));
  if (ends?.on === 'approval' && after.some(({ type }) => type === 'SetupApproved')) return { reason: 'not-shared' };
  if (ends?.on === 'date' && (ends.at ?? '') <= now) return { reason: 'grant-ended' };
  const steps = events.filter(({ type, data }) => entrySteps.has(type) && data.collaboratorId === id);
  const reason = entrySteps.get(steps.at(-1)?.type ?? '');
  if (reason !== 'active') return { reason: reason ?? 'collaborator-removed' };
  return basis(events, last(events, id, 'CaseShared')?.data ?? {}, now);
};

const entrySteps = new Map([
  ...['CollaboratorAdded', 'CollaboratorInvited', 'InvitationResent'].map((type) => [type, 'not-accepted'] as const),
  ...['InvitationDeclined', 'InvitationWithdrawn', 'InvitationExpired'].map((type) => [type, 'not-accepted'] as const),
  ...['InvitationAccepted', 'CollaboratorResumed'].map((type) => [type, 'active'] as const),
  ['CollaboratorPaused', 'collaborator-paused'] as const,
  ['CollaboratorRemoved', 'collaborator-removed'] as const,
]);

const basis = (events: readonly Event[], share: Event['data'], now: string): { reason: string } | { basis: string } => {
  const naming = (...types: string[]): readonly Event[] =>
    events.filter(({ type, data }) => types.includes(type) && data.recipients?.some((line) => isMeant(line, share)));
  const happened = (...types: string[]): boolean => events.some(({ type }) => types.includes(type));
  if (happened('ProcessingRestricted', 'PersonalDataErased')) return { reason: 'processing-restricted' };
  if (
    latest(naming('SharingObjected', 'SharingObjectionLifted'), ({ occurredAt = '' }) => occurredAt)?.type ===
    'SharingObjected'
  ) {
    return { reason: 'sharing-objected' };
  }
  const withdrawals = naming('ConsentWithdrawn');
  const reaching = naming('ConsentGiven').filter(
    ({ data: { purposes = [], occurredAt = '' } }) =>
      (purposes.includes(share.purpose ?? '') || (share.purpose !== 'teaching' && purposes.includes('treatment'))) &&
      withdrawals.every(({ data }) => occurredAt > (data.occurredAt ?? '')),
  );
  const furthest = latest(reaching, ({ validUntil = '9999' }) => validUntil)?.data;
  if (furthest && now < (furthest.validUntil ?? '9999')) return { basis: `consent ${furthest.consentId ?? ''}` };
  if (withdrawals.length > 0) return { reason: 'consent-withdrawn' };
  if (share.recipientKind === 'staff') return { basis: 'practice-staff' };
  const chosen = events.findLast(({ type }) => type === 'ConsentPolicyChosen');
  return chosen?.data.policy === 'per-patient' ? { reason: 'consent-missing' } : { basis: 'attestation' };
};

/** Of two that are equal the one recorded later. */
const latest = (events: readonly Event[], by: (data: Event['data']) => string): Event | undefined =>
  [...events].sort((one, other) => (by(one.data) < by(other.data) ? -1 : by(one.data) > by(other.data) ? 1 : 0)).at(-1);

const isMeant = ({ of, kind, recipientId }: Named, share: Event['data']): boolean =>
  of === 'everyone' ||
  (of === 'everyone-but-staff' && share.recipientKind !== 'staff') ||
  (of === 'kind' && kind === share.recipientKind) ||
  (of === 'recipient' && recipientId === share.recipientId);
