/** What became of each case of an act: up to 50,000 of them, so that each step is a row that nothing has to be loaded for. */

import type { Recorded } from '@konsil/domain';
import type { AppendingFold } from '../../fold/index.js';
import { type BulkCaseRow, type BulkCaseTables, bulkCaseTables } from './rows.js';

const nothing = { outcome: null, undo: null, code: null } as const;

const rows = (event: Recorded): { bulkCases?: readonly BulkCaseRow[] } => {
  switch (event.type) {
    case 'BulkCasesListed': {
      const { bulkId, caseIds } = event.data;
      return { bulkCases: caseIds.map((caseId) => ({ ...nothing, bulkId, caseId, step: 'listed' })) };
    }
    case 'BulkCaseHandled': {
      const { bulkId, caseId, outcome, code = null } = event.data;
      return { bulkCases: [{ ...nothing, bulkId, caseId, step: 'handled', outcome, code }] };
    }
    case 'BulkCaseRestored': {
      const { bulkId, caseId, outcome: undo } = event.data;
      return { bulkCases: [{ ...nothing, bulkId, caseId, step: 'restored', undo }] };
    }
    default:
      return {};
  }
};

export const bulkCasesFold: AppendingFold<BulkCaseTables> = {
  kind: 'appending',
  name: 'bulk-cases',
  version: 1,
  tables: bulkCaseTables,
  categories: ['bulk'],
  rows,
};
