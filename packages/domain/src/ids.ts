/**
 * Branded identifiers: a case's id is never taken for a patient's. All are UUIDs unless said otherwise; `@format` and `@pattern`
 * say so in the JSON Schema of events.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** @format uuid */
export type PersonId = Branded<'PersonId'>;
/**
 * A provider is a person; the alias says in which part the person acts.
 * @format uuid
 */
export type ProviderId = PersonId;
/** @format uuid */
export type PracticeId = Branded<'PracticeId'>;
/** @format uuid */
export type OrganisationId = Branded<'OrganisationId'>;
/**
 * One entry of a roster. Never reused: the same person added again is a new entry (product.md B6).
 * @format uuid
 */
export type CollaboratorId = Branded<'CollaboratorId'>;
/** Who stands behind a roster entry: a person, or an organisation where the kind is a treatment-planning service. */
export type RecipientId = PersonId | OrganisationId;
/** @format uuid */
export type InvitationId = Branded<'InvitationId'>;
/** @format uuid */
export type PatientId = Branded<'PatientId'>;
/** @format uuid */
export type ConsentId = Branded<'ConsentId'>;
/** @format uuid */
export type CaseId = Branded<'CaseId'>;
/**
 * `K7Q2-9MX4-TB3R`: see `orderNumber.ts`.
 * @pattern ^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$
 */
export type OrderNumber = Branded<'OrderNumber'>;
/** @format uuid */
export type MessageId = Branded<'MessageId'>;
/**
 * A saved view of a list (product.md A5).
 * @format uuid
 */
export type ViewId = Branded<'ViewId'>;
/**
 * One act on many cases (product.md C2).
 * @format uuid
 */
export type BulkId = Branded<'BulkId'>;
/**
 * Identity of one request to change something; every event it caused carries it.
 * @format uuid
 */
export type CommandId = Branded<'CommandId'>;
