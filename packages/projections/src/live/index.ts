export type { LiveNote } from './judging.js';
export { type Follower, Live, type LiveOptions } from './live.js';
export { type Heard, type Hearing, hearTold, type ToldPlace, ToldSender } from './over-postgres.js';
export type { LiveList } from './pending.js';
