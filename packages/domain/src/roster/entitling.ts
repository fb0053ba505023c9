/** What a provider confirms and chooses before adding anybody. Rules: product.md B1, G2. */

import type { Command } from '../decider.js';
import { demandProvider, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { ProviderId } from '../ids.js';
import type { CurrentTexts, RosterContext } from './context.js';
import type { ConsentPolicy, RosterEvent } from './events.js';
import type { RosterState } from './state.js';

/** The provider confirms that patients' consent has been obtained. */
export type AttestPatientConsent = Command<'AttestPatientConsent', { readonly textVersion: string }>;
export type AcceptTerms = Command<'AcceptTerms', { readonly termsVersion: string }>;
export type ChooseConsentPolicy = Command<'ChooseConsentPolicy', { readonly policy: ConsentPolicy }>;

/** Only the text in force can be confirmed; an older one is refused with the current version. */
export const attestPatientConsent = (
  command: AttestPatientConsent,
  state: RosterState,
  { actor, texts }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { textVersion } = command.data;
  if (state.attestationVersion === textVersion) return [];
  if (textVersion !== texts.attestationVersion) throw attestationOutdated(texts);
  return [{ type: 'PatientConsentAttested', data: { providerId, textVersion } }];
};

export const acceptTerms = (
  command: AcceptTerms,
  state: RosterState,
  { actor, texts }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { termsVersion } = command.data;
  if (state.termsVersion === termsVersion) return [];
  if (termsVersion !== texts.termsVersion) throw termsOutdated(texts);
  return [{ type: 'TermsAccepted', data: { providerId, termsVersion } }];
};

/** Acts on open grants at once: under `per-patient` a grant works only while a consent covers it. */
export const chooseConsentPolicy = (
  command: ChooseConsentPolicy,
  state: RosterState,
  { actor }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { policy } = command.data;
  return state.policy === policy ? [] : [{ type: 'ConsentPolicyChosen', data: { providerId, policy } }];
};

/** @throws DomainError `ACCESS.DENIED` unless a provider acts, `ACCESS.NOT_FOUND` where the roster is another one's. */
export const demandOwnRoster = (state: RosterState, actor: RosterContext['actor']): ProviderId => {
  const { personId } = demandProvider(actor);
  if (state.providerId !== undefined && state.providerId !== personId) throw notFound();
  return personId;
};

/**
 * Attestation and terms are there, in whatever version (B1).
 * @throws DomainError `ROSTER.CONSENT_NOT_ATTESTED`, `ROSTER.TERMS_NOT_ACCEPTED`
 */
export const demandConfirmed = (state: RosterState): { attestationVersion: string; termsVersion: string } => {
  const { attestationVersion, termsVersion } = state;
  if (attestationVersion === undefined) {
    throw new DomainError('ROSTER.CONSENT_NOT_ATTESTED', "Confirm first that the patients' consent has been obtained.");
  }
  if (termsVersion === undefined) throw new DomainError('ROSTER.TERMS_NOT_ACCEPTED', 'Accept the terms first.');
  return { attestationVersion, termsVersion };
};

/**
 * Attestation and terms are there in the versions in force: what a new share needs (G2).
 * @throws DomainError as {@link demandConfirmed}, and `ROSTER.ATTESTATION_OUTDATED`, `ROSTER.TERMS_OUTDATED`
 */
export const demandUpToDate = (
  state: RosterState,
  texts: CurrentTexts,
): { attestationVersion: string; termsVersion: string } => {
  const confirmed = demandConfirmed(state);
  if (confirmed.attestationVersion !== texts.attestationVersion) throw attestationOutdated(texts);
  if (confirmed.termsVersion !== texts.termsVersion) throw termsOutdated(texts);
  return confirmed;
};

const attestationOutdated = (texts: CurrentTexts): DomainError =>
  new DomainError('ROSTER.ATTESTATION_OUTDATED', 'There is a newer text of the attestation.', {
    currentVersion: texts.attestationVersion,
  });

const termsOutdated = (texts: CurrentTexts): DomainError =>
  new DomainError('ROSTER.TERMS_OUTDATED', 'There is a newer version of the terms.', {
    currentVersion: texts.termsVersion,
  });
