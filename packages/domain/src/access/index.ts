export * from './asOf.js';
export * from './basis.js';
export * from './demand.js';
export * from './fields.js';
export * from './judge.js';
export * from './matrix.js';
export * from './seeing.js';
export { demandEntryWith } from './speaking.js';
