/** Who may see what is shared with them, by going through the events again. Rules: product.md B5-B8, C4, G1-G3, G9. */

import type { Raw } from '../raw.js';

interface Rule {
  readonly of: string;
  readonly kind?: string;
  readonly recipientId?: string;
}

/** Which events a question is about. */
export type EventsOf = (types: readonly string[], wanted?: Readonly<Record<string, unknown>>) => Raw[];

/**
 * @param share the `CaseShared` that made the grant
 * @param ends as it is now
 */
export const maySee = (
  eventsOf: EventsOf,
  viewer: string,
  share: Raw,
  ends: { readonly on?: string; readonly at?: string } | undefined,
  now: string,
): boolean => {
  const { collaboratorId, recipientId, providerId } = share.data;
  if (providerId === viewer) return false;
  const membership = eventsOf(['MemberAdded', 'MemberRemoved'], { personId: viewer }).at(-1);
  const isMember = recipientId === 'planwell' && membership?.type === 'MemberAdded';
  if (recipientId !== viewer && !isMember) return false;
  if (eventsOf(['InvitationAccepted'], { collaboratorId }).length === 0) return false;
  if (eventsOf(['CollaboratorRemoved'], { collaboratorId }).length > 0) return false;
  const paused = eventsOf(['CollaboratorPaused', 'CollaboratorResumed'], { collaboratorId }).at(-1);
  if (paused?.type === 'CollaboratorPaused') return false;
  if (ends?.on === 'date' && String(ends.at) <= now) return false;
  return hasBasis(eventsOf, share, now);
};

const endOf = ({ data }: Raw): string => (typeof data['validUntil'] === 'string' ? data['validUntil'] : '9999');

const hasBasis = (eventsOf: EventsOf, { data }: Raw, now: string): boolean => {
  const { recipientId, recipientKind, purpose, patientId, providerId } = data;
  const names = (event: Raw): boolean =>
    (event.data['recipients'] as Rule[]).some(
      (rule) =>
        rule.of === 'everyone' ||
        (rule.of === 'everyone-but-staff' && recipientKind !== 'staff') ||
        (rule.of === 'kind' && rule.kind === recipientKind) ||
        (rule.of === 'recipient' && rule.recipientId === recipientId),
    );
  const when = (event: Raw): string => String(event.data['occurredAt']);
  if (eventsOf(['ProcessingRestricted', 'PersonalDataErased'], { patientId }).length > 0) return false;
  // Of what was declared for and against sharing with them the latest counts; of two at one time the one recorded last.
  const declared = eventsOf(['SharingObjected', 'SharingObjectionLifted'], { patientId }).filter(names);
  const latest = declared.filter((one) => declared.every((other) => when(one) >= when(other))).at(-1);
  if (latest?.type === 'SharingObjected') return false;
  const withdrawals = eventsOf(['ConsentWithdrawn'], { patientId }).filter(names);
  const covering = purpose === 'teaching' ? ['teaching'] : ['treatment', String(purpose)];
  const covered = eventsOf(['ConsentGiven'], { patientId }).some(
    (given) =>
      names(given) &&
      withdrawals.every((withdrawal) => when(given) > when(withdrawal)) &&
      (given.data['purposes'] as string[]).some((one) => covering.includes(one)) &&
      endOf(given) > now,
  );
  if (covered) return true;
  const policy = eventsOf(['ConsentPolicyChosen'], { providerId }).at(-1)?.data['policy'] ?? 'attestation';
  return withdrawals.length === 0 && (recipientKind === 'staff' || policy === 'attestation');
};
