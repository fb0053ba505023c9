export { GenerationFiles } from './files.js';
export * from './generations.js';
export { GenerationsInFiles } from './in-files.js';
export { GenerationsInSchemas } from './in-schemas.js';
export { Projector, type ProjectorOptions } from './projector.js';
