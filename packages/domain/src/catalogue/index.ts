/**
 * Every event type of Konsil: when it is recorded, who may cause it, which fields are personal, how long it is kept.
 * A missing entry does not compile. The log takes it as its schema; docs and the register of processing come from it.
 */

import type { EventType } from '../events.js';
import { accountEntries } from './account.js';
import { bulkEntries } from './bulk.js';
import { caseEntries } from './case/index.js';
import { conversationEntries } from './conversation.js';
import type { Entries } from './entry.js';
import { operationsEntries } from './operations.js';
import { organisationEntries } from './organisation.js';
import { patientEntries } from './patient.js';
import { rosterEntries } from './roster.js';

export const catalogue: Entries<EventType> = {
  ...accountEntries,
  ...organisationEntries,
  ...rosterEntries,
  ...patientEntries,
  ...caseEntries,
  ...conversationEntries,
  ...bulkEntries,
  ...operationsEntries,
};

export const eventTypes: readonly EventType[] = Object.keys(catalogue) as EventType[];

/** Whether a text is the type of an event that this version of the domain knows. */
export const isEventType = (text: string): text is EventType => Object.hasOwn(catalogue, text);

export type { CatalogueEntry, DataClass, Entries, PersonalPath, Retention } from './entry.js';
export { retentions, type RetentionRule } from './retention.js';
