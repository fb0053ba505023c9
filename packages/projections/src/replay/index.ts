export { type AsOfOptions, readModelsAsOf } from './as-of.js';
