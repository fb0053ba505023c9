/** Branded identifiers: a case's id is never taken for a patient's. All are UUIDs unless said otherwise. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type PersonId = Branded<'PersonId'>;
/** A provider is a person; the alias says in which part the person acts. */
export type ProviderId = PersonId;
export type PracticeId = Branded<'PracticeId'>;
export type OrganisationId = Branded<'OrganisationId'>;
/** One entry of a roster. Never reused: the same person added again is a new entry (product.md B6). */
export type CollaboratorId = Branded<'CollaboratorId'>;
/** Who stands behind a roster entry: a person, or an organisation where the kind is a treatment-planning service. */
export type RecipientId = PersonId | OrganisationId;
export type InvitationId = Branded<'InvitationId'>;
export type PatientId = Branded<'PatientId'>;
export type ConsentId = Branded<'ConsentId'>;
export type CaseId = Branded<'CaseId'>;
/** `K7Q2-9MX4-TB3R`: see `orderNumber.ts`. */
export type OrderNumber = Branded<'OrderNumber'>;
export type MessageId = Branded<'MessageId'>;
/** A saved view of a list (product.md A5). */
export type ViewId = Branded<'ViewId'>;
/** One act on many cases (product.md C2). */
export type BulkId = Branded<'BulkId'>;
/** Identity of one request to change something; every event it caused carries it. */
export type CommandId = Branded<'CommandId'>;
