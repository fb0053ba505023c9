export { assemblePolicies } from './assemble.js';
export { Checkpoints } from './checkpoints.js';
export { Policies } from './policies.js';
