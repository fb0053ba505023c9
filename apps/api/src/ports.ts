/** Injection tokens of what has no class of its own: stores and queries that the process is given. */

export type { AuditQueries } from '@konsil/audit';

export const EVENT_STORE = Symbol('EventStore');
export const DIRECTORY = Symbol('Directory');
export const AUDIT_QUERIES = Symbol('AuditQueries');
