/** How long what is kept, and on what ground (product.md G10; compliance.md, Erasure and keeping). */

import type { Retention } from './entry.js';

export interface RetentionRule {
  readonly years: number;
  readonly after: string;
  readonly ground: string;
}

export const retentions: Readonly<Record<Retention, RetentionRule>> = {
  'treatment-record': { years: 10, after: 'the end of treatment', ground: 'Section 630f BGB' },
  'proof-of-consent': {
    years: 10,
    after: 'the end of the last treatment that stands on it',
    ground: 'GDPR Art. 7(1), Section 630f BGB',
  },
  account: { years: 6, after: 'the last event that names the account', ground: 'HIPAA 164.316' },
};
