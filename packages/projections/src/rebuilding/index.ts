export { buildReadModels, type BuildOptions } from './build.js';
export { type Difference, openComparison, type Comparison } from './compare.js';
export { refold, type RefoldOptions } from './refold.js';
export { openSchemaComparison } from './compare-schemas.js';
