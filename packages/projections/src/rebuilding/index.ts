export { buildReadModels, type BuildOptions } from './build.js';
export { type Difference, openComparison, type Comparison } from './compare.js';
export { openSchemaComparison } from './compare-schemas.js';
