export { checkDataFolder, type FsckOptions, type FsckProgress, type FsckSummary } from './check-folder.js';
export type { Witness } from './ends.js';
export { type Finding, lineOf } from './findings.js';
