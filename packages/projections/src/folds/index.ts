export { bulkActsFold } from './bulk/acts.js';
export { bulkCasesFold } from './bulk/cases.js';
export { messagesFold } from './messages/fold.js';
export { organisationsFold } from './organisations/fold.js';
export { patientsFold } from './patients/fold.js';
export { peopleFold } from './people/fold.js';
export { rostersFold } from './rosters/fold.js';
export { readModelFolds } from './all.js';
