export type * from './answers.js';
export { auditFold } from './fold.js';
export { createAuditQueries } from './queries.js';
export type { AuditTables } from './rows.js';
