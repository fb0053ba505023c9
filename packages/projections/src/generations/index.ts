export { Generations } from './generations.js';
export { Projector, type ProjectorOptions } from './projector.js';
export { newerGeneration, takeUpGeneration } from './taking-up.js';
