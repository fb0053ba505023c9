import type { BulkEvent } from '../bulk/events.js';
import type { Entries } from './entry.js';
import { anna, anotherCase, bulk, luisInAnnasRoster, theCase } from './exampleIds.js';

/** Kept as long as the shares that it made. */
const shared = { category: 'bulk', version: 1, retention: 'treatment-record', personal: {} } as const;
const ofBulk = { bulkId: bulk, providerId: anna } as const;

export const bulkEntries: Entries<BulkEvent['type']> = {
  BulkSharingStarted: {
    ...shared,
    recorded: 'a provider applies a preview: shares many cases with one collaborator as one act',
    by: ['provider'],
    purpose: 'on whose wish the shares that follow are made, and how',
    example: {
      ...ofBulk,
      collaboratorId: luisInAnnasRoster,
      purpose: 'second-opinion',
      ends: { on: 'approval' },
      pseudonymised: true,
      cases: 2,
    },
  },
  BulkCasesListed: {
    ...shared,
    recorded: 'together with the start: the cases of the preview, in pieces of 1,000',
    by: ['provider'],
    purpose: 'exactly these cases are shared and no others',
    example: { ...ofBulk, caseIds: [theCase, anotherCase] },
  },
  BulkCaseHandled: {
    ...shared,
    recorded: 'a case of the act has had its turn, whether or not it could be shared',
    by: ['policy'],
    purpose: 'the report of the act, and where it goes on after a crash',
    example: { ...ofBulk, caseId: theCase, outcome: 'refused', code: 'CASE.CONSENT_MISSING' },
  },
  BulkSharingCompleted: {
    ...shared,
    recorded: 'every case of the act has had its turn',
    by: ['policy'],
    purpose: 'the report of the act',
    example: { ...ofBulk, counts: { shared: 1, 'already-shared': 0, refused: 1, 'changed-since': 0 } },
  },
  BulkUndoStarted: {
    ...shared,
    recorded: 'the provider undoes the act as a whole',
    by: ['provider'],
    purpose: 'on whose wish the shares of the act end',
    example: ofBulk,
  },
  BulkCaseRestored: {
    ...shared,
    recorded: 'the share of a case has been taken back, or left alone because something else became of it since',
    by: ['policy'],
    purpose: 'the report of the undo, and where it goes on after a crash',
    example: { ...ofBulk, caseId: anotherCase, outcome: 'restored' },
  },
  BulkSharingUndone: {
    ...shared,
    recorded: 'the undo has come to every case that the act had shared',
    by: ['policy'],
    purpose: 'the report of the undo',
    example: { ...ofBulk, counts: { restored: 1, 'changed-since': 0 } },
  },
};
