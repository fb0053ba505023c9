/** Every fold that the queries of this package read from. */

import type { Fold } from '../fold/index.js';
import { bulkActsFold } from './bulk/acts.js';
import { bulkCasesFold } from './bulk/cases.js';
import { messagesFold } from './messages/fold.js';
import { organisationsFold } from './organisations/fold.js';
import { patientsFold } from './patients/fold.js';
import { peopleFold } from './people/fold.js';
import { rostersFold } from './rosters/fold.js';

export const readModelFolds: readonly Fold[] = [
  patientsFold,
  rostersFold,
  peopleFold,
  organisationsFold,
  messagesFold,
  bulkActsFold,
  bulkCasesFold,
];
