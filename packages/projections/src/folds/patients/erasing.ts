/**
 * What an erasure takes out of a patient's group: exactly what the events read as from then on, so that rows folded before
 * it and rows folded after it are the same. Rules: product.md G9; compliance.md (Erasure and keeping).
 */

import { type DataClass, ERASED } from '@konsil/domain';
import { type Group } from '../../fold/index.js';
import type { ConsentRow, SetupRow } from '../../queries/answers.js';
import { named } from './consents.js';
import type { CasePageTableRow, Note } from './pages/rows.js';
import type { PatientTables } from './rows.js';

type PatientGroup = Group<PatientTables>;

const erasedClass: Readonly<Record<DataClass, (group: PatientGroup) => PatientGroup>> = {
  contact: (group) => ({ ...group, patients: group.patients.map((row) => ({ ...row, ...named(ERASED) })) }),
  content: (group) => ({ ...group, casePages: group.casePages.map(withoutContent) }),
  evidence: (group) => ({
    ...group,
    patients: group.patients.map((row) => ({ ...row, consents: row.consents.map(withoutProof) })),
  }),
};

/** The group without these classes; what lists sort and search by is settled afterwards. */
export const erased = (group: PatientGroup, classes: readonly DataClass[]): PatientGroup =>
  classes.reduce((left, one) => erasedClass[one](left), group);

const withoutContent = (page: CasePageTableRow): CasePageTableRow => ({
  ...page,
  setups: page.setups.map(withoutViewer),
  records: withoutReason(page.records),
  hold: withoutReason(page.hold),
  end: withoutReason(page.end),
});

const withoutReason = (note: Note | null): Note | null =>
  note === null || note.reason === null ? note : { ...note, reason: ERASED };

const withoutViewer = (setup: SetupRow): SetupRow =>
  setup.viewerUrl === null ? setup : { ...setup, viewerUrl: ERASED };

const withoutProof = (consent: ConsentRow): ConsentRow => ({
  ...consent,
  evidence:
    consent.evidence.documentHash === undefined ? consent.evidence : { ...consent.evidence, documentHash: ERASED },
  guardianName: consent.guardianName === null ? null : ERASED,
});
