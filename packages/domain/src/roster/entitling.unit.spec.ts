import { describe, it } from '@jest/globals';
import {
  accountOf,
  annaId,
  anUnconfirmedRoster,
  aRoster,
  given,
  invitationOf,
  jonas,
  luis,
  luisId,
  onRoster,
  person,
} from '../testing/index.js';
import { rosterDecider } from './index.js';

const attest = { type: 'AttestPatientConsent', data: { textVersion: '2026-01' } } as const;
const accept = { type: 'AcceptTerms', data: { termsVersion: '2026-01' } } as const;
const choose = { type: 'ChooseConsentPolicy', data: { policy: 'per-patient' } } as const;
const of = { providerId: annaId };
const fresh = given(rosterDecider, anUnconfirmedRoster().events);
const confirmed = given(rosterDecider, aRoster().events);

describe('what a provider confirms first (product.md B1)', () => {
  it('is two separate acts, each recorded once', () => {
    fresh.when(attest, onRoster()).then([{ type: 'PatientConsentAttested', data: { ...of, textVersion: '2026-01' } }]);
    fresh.when(accept, onRoster()).then([{ type: 'TermsAccepted', data: { ...of, termsVersion: '2026-01' } }]);
    confirmed.when(attest, onRoster()).thenNothing();
    confirmed.when(accept, onRoster()).thenNothing();
  });

  it('is confirmed in the version in force only', () => {
    const old = { textVersion: '2025-01', termsVersion: '2025-01' };
    const current = { currentVersion: '2026-01' };
    fresh.when({ ...attest, data: old }, onRoster()).thenRejected('ROSTER.ATTESTATION_OUTDATED', current);
    fresh.when({ ...accept, data: old }, onRoster()).thenRejected('ROSTER.TERMS_OUTDATED', current);
  });

  it('has a consent policy that is chosen once', () => {
    fresh.when(choose, onRoster()).then([{ type: 'ConsentPolicyChosen', data: { ...of, policy: 'per-patient' } }]);
    given(rosterDecider, aRoster().policy('per-patient').events).when(choose, onRoster()).thenNothing();
    fresh.when({ ...choose, data: { policy: 'attestation' } }, onRoster()).thenNothing();
  });
});

describe('a newer version of attestation or terms (product.md G2)', () => {
  const texts = { attestationVersion: '2026-02', termsVersion: '2026-02' };

  it('is confirmed anew, each on its own', () => {
    confirmed
      .when({ ...attest, data: { textVersion: '2026-02' } }, onRoster(undefined, { texts }))
      .then([{ type: 'PatientConsentAttested', data: { ...of, textVersion: '2026-02' } }]);
    confirmed
      .when({ ...accept, data: { termsVersion: '2026-02' } }, onRoster(undefined, { texts }))
      .then([{ type: 'TermsAccepted', data: { ...of, termsVersion: '2026-02' } }]);
  });

  it('stands in the way of new shares only: adding, accepting and laying down a rule go on (see sharing for the rest)', () => {
    const adding = {
      type: 'AddCollaborator',
      data: {
        collaboratorId: luis.collaboratorId,
        invitationId: invitationOf(luis),
        recipientId: luisId,
        recipientKind: 'colleague',
        permissions: ['decline-setups'],
      },
    } as const;
    const invited = given(rosterDecider, aRoster().invited(luis).with(jonas).events);
    const { collaboratorId } = luis;
    const decided = [
      confirmed.when(adding, onRoster(undefined, { texts, recipient: accountOf(luisId) })),
      invited.when({ type: 'AcceptInvitation', data: { collaboratorId } }, onRoster(person(luisId), { texts })),
      invited.when(
        { type: 'SetStandingRule', data: { collaboratorId, current: false, future: true } },
        onRoster(undefined, { texts }),
      ),
    ];
    for (const { events } of decided) if (events.length === 0) throw new Error('Nothing was recorded.');
  });
});
