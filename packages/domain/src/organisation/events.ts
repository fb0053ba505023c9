/** What is recorded about an organisation: a planning service or a lab, and who works for it. Rules: product.md B8. */

import type { OrganisationId, PersonId } from '../ids.js';

export type OrganisationKind = 'treatment-planning-service' | 'lab';

export type OrganisationEvent =
  | {
      readonly type: 'OrganisationRegistered';
      readonly data: {
        readonly organisationId: OrganisationId;
        readonly kind: OrganisationKind;
        readonly name: string;
      };
    }
  | {
      readonly type: 'MemberAdded';
      readonly data: { readonly organisationId: OrganisationId; readonly personId: PersonId };
    }
  | {
      readonly type: 'MemberRemoved';
      readonly data: { readonly organisationId: OrganisationId; readonly personId: PersonId };
    };
