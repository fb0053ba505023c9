/** What a patient's data are shared for: with whom for which purpose, and which consents cover it. Rules: product.md G1, G2. */

import type { CollaboratorKind } from '../roster/events.js';
import type { Purpose } from './events.js';

/** For which purposes a case can be shared with a kind of collaborator. Staff work for the treatment, and for nothing else. */
export const purposesFor: Readonly<Record<CollaboratorKind, readonly Purpose[]>> = {
  staff: ['treatment'],
  colleague: ['treatment', 'second-opinion'],
  mentor: ['treatment', 'second-opinion', 'teaching'],
  'treatment-planning-service': ['treatment', 'treatment-planning'],
};

/**
 * What a share is for where the provider says nothing else: what the kind of collaborator does for the patient's
 * treatment. A second opinion outside of it and teaching are said explicitly.
 */
export const usualPurposes: Readonly<Record<CollaboratorKind, Purpose>> = {
  staff: 'treatment',
  colleague: 'treatment',
  mentor: 'treatment',
  'treatment-planning-service': 'treatment-planning',
};

/**
 * Whether a consent to these purposes covers a share for one. Who consents to the treatment consents to what is part of it: a
 * colleague's opinion, and planning. Teaching is not, and a consent to a part is none to the whole.
 */
export const coversPurpose = (consented: readonly Purpose[], purpose: Purpose): boolean =>
  consented.includes(purpose) || (purpose !== 'teaching' && consented.includes('treatment'));
