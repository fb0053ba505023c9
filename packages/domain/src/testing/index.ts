/** Given, when, then for the rules of Konsil. Works under any test runner: what is not met is thrown. */

export * from './bulk.js';
export * from './accounts.js';
export * from './cases.js';
export * from './clock.js';
export * from './given.js';
export * from './patients.js';
export * from './people.js';
export * from './recorded.js';
export * from './rosters.js';
export * from './situation.js';
