export type { LiveNote } from './judging.js';
export { type Follower, Live, type LiveOptions } from './live.js';
export type { LiveList } from './pending.js';
