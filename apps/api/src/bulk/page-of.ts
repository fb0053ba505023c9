import type { CaseId } from '@konsil/domain';

const USUAL = 200;

/** The page of ids behind a cursor, which is the last one of the page before. `caseIds` are in their order. */
export const pageOf = (
  caseIds: readonly CaseId[],
  limit = USUAL,
  cursor?: string,
): { readonly ids: readonly CaseId[]; readonly next?: string } => {
  const behind = cursor === undefined ? caseIds : caseIds.filter((caseId) => caseId > cursor);
  const ids = behind.slice(0, limit);
  const last = ids.at(-1);
  return { ids, ...(behind.length > limit && last !== undefined && { next: last }) };
};
