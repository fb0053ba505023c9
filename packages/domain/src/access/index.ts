export * from './demand.js';
export * from './judge.js';
export * from './matrix.js';
export * from './seeing.js';
export { demandEntryWith } from './speaking.js';
