export { listParked } from './list-parked.js';
export { RepairRefused } from './repairing.js';
export { retryParked } from './retry-parked.js';
export { type Skipped, skipParked, type SkipOrder } from './skip-parked.js';
