export { messagesFold } from './messages/fold.js';
export { organisationsFold } from './organisations/fold.js';
export { patientsFold } from './patients/fold.js';
export { peopleFold } from './people/fold.js';
export { rostersFold } from './rosters/fold.js';
export { readModelFolds } from './all.js';
