/** The collaborator status as product.md C6 words it, read by brute force from the events of a log. */

/** An event as any log would have it. */
interface Logged {
  readonly type: string;
  readonly data: object;
}

interface Event {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const ofCase = (log: readonly Logged[], caseId: string): readonly Event[] =>
  log.map(({ type, data }): Event => ({ type, data: { ...data } })).filter(({ data }) => data['caseId'] === caseId);

/** A later order keeps an ended case out of the archive until everything of it is shipped. */
const isArchived = (events: readonly Event[]): boolean => {
  const turn = events.findLastIndex(({ type }) =>
    ['CaseCompleted', 'CaseCancelled', 'CaseClosed', 'CaseReopened'].includes(type),
  );
  if (turn === -1 || events[turn]?.type === 'CaseReopened') return false;
  const since = events.slice(turn);
  const isShipped = (number: unknown): boolean =>
    since.some(
      ({ type, data }) => type === 'AlignersShipped' && data['last'] === true && data['orderNumber'] === number,
    );
  return since.filter(({ type }) => type === 'RetainerOrdered').every(({ data }) => isShipped(data['orderNumber']));
};

const isShared = (events: readonly Event[], collaboratorId: string): boolean => {
  const of = events.filter(({ type, data }) => data['collaboratorId'] === collaboratorId && sharing.includes(type));
  const terms = of.at(-1);
  if (!terms || terms.type === 'CaseUnshared' || terms.type === 'GrantExpired') return false;
  const until = terms.data['ends'] as { readonly on: string } | undefined;
  return !(
    until?.on === 'approval' && events.slice(events.indexOf(terms)).some(({ type }) => type === 'SetupApproved')
  );
};
const sharing = ['CaseShared', 'GrantRenewed', 'CaseUnshared', 'GrantExpired'];

/** What happened since the newest version, with it. */
const sinceNewest = (events: readonly Event[]): readonly Event[] => {
  const newest = events.findLastIndex(({ type }) => type === 'SetupReadyForReview');
  return newest === -1 ? [] : events.slice(newest);
};

/** Everybody's own newest act on the newest version, or that it was sent back to them; unsharing voids it. */
export const verdictsSaid = (log: readonly Logged[], caseId: string): Readonly<Record<string, string>> => {
  const said: Record<string, string> = {};
  const all = ofCase(log, caseId);
  const since = sinceNewest(all);
  since.forEach(({ type, data }, index) => {
    const id = String(data['collaboratorId']);
    const act = acts[type];
    if (act !== undefined) said[id] = act;
    const upTo = [...all.slice(0, all.length - since.length), ...since.slice(0, index + 1)];
    for (const one of Object.keys(said)) if (!isShared(upTo, one)) delete said[one];
  });
  return said;
};
const acts: Readonly<Record<string, string>> = {
  SetupMarkedReady: 'ready',
  SetupDeclinedByCollaborator: 'declined',
  SetupSentBack: 'sent-back',
};

export const statusSaid = (log: readonly Logged[], caseId: string, collaboratorId: string): string => {
  const events = ofCase(log, caseId);
  if (isArchived(events)) return 'archived';
  if (!isShared(events, collaboratorId)) return 'not-shared';
  const since = sinceNewest(events);
  const has = (...types: readonly string[]) => since.findLast(({ type }) => types.includes(type))?.type;
  const revised = events.findLast(({ type }) => type === 'RevisionRequested' || type === 'SetupReadyForReview');
  if (revised?.type === 'RevisionRequested') return 'awaiting-setup';
  if (has('SetupApproved')) return 'approved';
  if (since.length === 0) return 'awaiting-setup';
  const closing = has('SetupDeclined', 'SetupDeclinedByCollaborator', 'SetupSentBack');
  if (closing !== undefined && closing !== 'SetupSentBack') return 'awaiting-setup';
  return verdictsSaid(log, caseId)[collaboratorId] === 'ready' ? 'ready-for-approval' : 'evaluating-setup';
};
