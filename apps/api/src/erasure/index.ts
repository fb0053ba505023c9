export { erasePatient, type ErasureDone, type ErasureOrder } from './erase-patient.js';
export { recordErasures } from './from-ledger.js';
