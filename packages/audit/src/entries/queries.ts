/** Questions to the audit trail. Who may ask what is decided by the auditor's appointment, before this. Rules: product.md G4, G5. */

import { checkedLimit, QueryError, type ReadStore } from '@konsil/projections';
import type { AuditPage, AuditQueries, AuditQuestion } from './answers.js';
import type { AuditTables } from './rows.js';

const LIMIT = { most: 1_000, usual: 100 };

export const createAuditQueries = ({ queries }: Pick<ReadStore, 'queries'>): AuditQueries => {
  const database = queries.withTables<AuditTables>();
  return {
    auditEntries: async (question) => {
      const limit = checkedLimit(question.limit, LIMIT);
      const descending = question.direction === 'descending';
      let entries = database.selectFrom('auditEntries').selectAll();
      const { patientId, caseId, personId, providerIds, from, to } = question;
      if (patientId !== undefined) entries = entries.where('patientId', '=', patientId);
      if (caseId !== undefined) entries = entries.where('caseId', '=', caseId);
      if (personId !== undefined) {
        entries = entries.where((eb) =>
          eb.or([
            eb('actorId', '=', personId),
            eb('recipientId', '=', personId),
            eb('subjectId', '=', personId),
            eb('onBehalfOf', '=', personId),
          ]),
        );
      }
      if (providerIds !== undefined) entries = entries.where('providerId', 'in', providerIds);
      if (from !== undefined) entries = entries.where('recordedAt', '>=', from);
      if (to !== undefined) entries = entries.where('recordedAt', '<', to);
      const last = lastOf(question);
      if (last !== undefined) entries = entries.where('position', descending ? '<' : '>', last);
      const read = await entries
        .orderBy('position', descending ? 'desc' : 'asc')
        .limit(limit + 1)
        .execute();
      return pageOf(read, limit);
    },
  };
};

const pageOf = (read: AuditPage['entries'], limit: number): AuditPage => {
  const entries = read.slice(0, limit);
  const last = entries.at(-1);
  return read.length > limit && last !== undefined ? { entries, next: String(last.position) } : { entries };
};

/** The cursor is the position of the last entry of the page before: nothing personal, and never moved by new entries. */
const lastOf = ({ cursor }: AuditQuestion): number | undefined => {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,15}$/.test(cursor)) throw new QueryError('cursor', 'The cursor is not one of the audit trail.');
  return Number(cursor);
};
