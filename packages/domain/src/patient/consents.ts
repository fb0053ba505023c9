/**
 * What a patient's consents and withdrawals mean for one recipient. Pure functions over plain JSON, so that a decision
 * and a row of a read model answer alike. Rules: product.md G1, G2.
 */

import type { ConsentId } from '../ids.js';
import { type Instant, NO_END } from '../time.js';
import type { PatientEvent, Purpose, RecipientRule } from './events.js';
import { coversPurpose, usualPurposes } from './purposes.js';
import { isNamed, type RecipientFacts } from './recipients.js';

/** Consents, withdrawals and objections in the order in which they were recorded. */
export interface ConsentFacts {
  readonly acts: readonly ConsentAct[];
  /** Processing is restricted, or the patient's data are erased: nobody but the provider sees anything (G9). */
  readonly restricted: boolean;
}

export type ConsentAct =
  | {
      readonly act: 'given';
      readonly consentId: ConsentId;
      readonly recipients: readonly RecipientRule[];
      readonly purposes: readonly Purpose[];
      readonly textVersion: string;
      /** When it was given. */
      readonly occurredAt: Instant;
      readonly validUntil?: Instant;
    }
  | {
      readonly act: 'withdrawn';
      readonly consentId?: ConsentId;
      readonly recipients: readonly RecipientRule[];
      /** When it was declared. */
      readonly occurredAt: Instant;
    }
  | Declaration;

/** An objection to sharing, or its lifting for those named. */
interface Declaration {
  readonly act: 'objected' | 'lifted';
  readonly recipients: readonly RecipientRule[];
  readonly occurredAt: Instant;
}

export interface ConsentStanding {
  /** Under every policy nothing is seen without a consent that covers the recipient; `blockedBy` says why. */
  readonly blocked: boolean;
  /**
   * A withdrawal names the recipient: only a consent given later opens anything again. An objection names them: nothing does
   * until it is lifted. Or processing is restricted: nothing does.
   */
  readonly blockedBy?: 'withdrawal' | 'objection' | 'restriction';
  /**
   * Until when, exclusively, a consent covers the recipient; `null` where none does, {@link NO_END} where it has no end.
   * What was given until the latest withdrawal that names the recipient was declared does not count, however late it
   * was recorded.
   */
  readonly coveredUntil: Instant | null;
  /** The consent that reaches the furthest, where there is one. */
  readonly consent: { readonly consentId: ConsentId; readonly textVersion: string } | null;
}

export type GivenConsent = Extract<ConsentAct, { act: 'given' }>;

/** The consent that was recorded under an id. */
export const givenAs = (consentId: ConsentId, { acts }: ConsentFacts): GivenConsent | undefined =>
  acts.find((act): act is GivenConsent => act.act === 'given' && act.consentId === consentId);

export const noConsents: ConsentFacts = { acts: [], restricted: false };

export const evolveConsents = (facts: ConsentFacts, event: PatientEvent): ConsentFacts => {
  switch (event.type) {
    case 'ConsentGiven': {
      const { consentId, recipients, purposes, textVersion, occurredAt, validUntil } = event.data;
      const end = validUntil === undefined ? {} : { validUntil };
      const given = { act: 'given', consentId, recipients, purposes, textVersion, occurredAt, ...end } as const;
      return { ...facts, acts: [...facts.acts, given] };
    }
    case 'ConsentWithdrawn': {
      const { consentId, recipients, occurredAt } = event.data;
      const which = consentId === undefined ? {} : { consentId };
      return { ...facts, acts: [...facts.acts, { act: 'withdrawn', ...which, recipients, occurredAt }] };
    }
    case 'SharingObjected':
    case 'SharingObjectionLifted': {
      const { recipients, occurredAt } = event.data;
      const act = event.type === 'SharingObjected' ? 'objected' : 'lifted';
      return { ...facts, acts: [...facts.acts, { act, recipients, occurredAt }] };
    }
    case 'ProcessingRestricted':
    case 'PersonalDataErased':
      return { ...facts, restricted: true };
    default:
      return facts;
  }
};

/**
 * What consents and withdrawals say about one recipient of data that are shared for a purpose, so that standing at any
 * moment can be judged from it. Who consented and who withdrew when counts, not which was recorded first.
 */
export const consentStanding = (
  facts: ConsentFacts,
  recipient: RecipientFacts,
  purpose: Purpose = usualPurposes[recipient.recipientKind],
): ConsentStanding => {
  if (facts.restricted) return closed('restriction');
  const about = facts.acts.filter((act) => isNamed(act.recipients, recipient));
  if (isObjected(about, recipient)) return closed('objection');
  const withdrawnAt = latest(about.flatMap((act) => (act.act === 'withdrawn' ? [act.occurredAt] : [])));
  let standing: ConsentStanding =
    withdrawnAt === undefined ? { blocked: false, coveredUntil: null, consent: null } : closed('withdrawal');
  for (const act of about) {
    if (act.act !== 'given' || !coversPurpose(act.purposes, purpose)) continue;
    if (withdrawnAt !== undefined && act.occurredAt <= withdrawnAt) continue;
    const { consentId, textVersion, validUntil = NO_END } = act;
    if (standing.coveredUntil === null || validUntil >= standing.coveredUntil) {
      standing = { ...standing, coveredUntil: validUntil, consent: { consentId, textVersion } };
    }
  }
  return standing;
};

const closed = (blockedBy: NonNullable<ConsentStanding['blockedBy']>): ConsentStanding => ({
  blocked: true,
  blockedBy,
  coveredUntil: null,
  consent: null,
});

/**
 * Whether an objection stands against the recipient: the latest of what was declared for and against sharing with them is
 * one; of two declared at the same time the one recorded last. No consent lifts it. Who is named by both an objection to
 * a kind and a lifting for themself is free, while the others of the kind are not.
 */
export const isObjected = (acts: readonly ConsentAct[], recipient: RecipientFacts): boolean =>
  lastDeclaration(acts, recipient)?.act === 'objected';

/** What was declared last for or against sharing with the recipient; of two declared at the same time the one recorded last. */
export const lastDeclaration = (acts: readonly ConsentAct[], recipient: RecipientFacts): Declaration | undefined => {
  let last: Declaration | undefined;
  for (const act of acts) {
    if ((act.act !== 'objected' && act.act !== 'lifted') || !isNamed(act.recipients, recipient)) continue;
    if (last === undefined || act.occurredAt >= last.occurredAt) last = act;
  }
  return last;
};

const latest = (moments: readonly Instant[]): Instant | undefined =>
  moments.reduce<Instant | undefined>(
    (last, moment) => (last === undefined || moment > last ? moment : last),
    undefined,
  );
