export * from './category.js';
export * from './evolveFacts.js';
export * from './facts.js';
export * from './status.js';
