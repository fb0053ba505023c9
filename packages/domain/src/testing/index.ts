/**
 * Given, when, then for the rules of Konsil. Works under any test runner: what is not met is thrown.
 *
 * | To have | Take |
 * | --- | --- |
 * | a history, or its state | `anAccount`, `aRoster`, `aPatient`, `aCase`, `aDraft`, `aConversation`, `aBulk`: `.events`, `.build()` |
 * | the context of a decision | `onRoster` for a roster, `by` for a case or a bulk act, `inConversation`; for a patient `{ actor, now }` |
 * | people | `anna` the provider; `luis`, `jonas`, `mei`, `planWell` in her roster, who act as `person(luisId)`, `person(petraId)` |
 * | time | `NOW`, `inDays(3)`, `inDays(-1)`: the clock stands still |
 * | what a policy reacts to | `recorded(event, position)` |
 */

export * from './accounts.js';
export * from './bulk.js';
export * from './cases.js';
export * from './clock.js';
export * from './conversations.js';
export * from './given.js';
export * from './patients.js';
export * from './people.js';
export * from './recorded.js';
export * from './rosters.js';
export * from './situation.js';
