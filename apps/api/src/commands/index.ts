export { type Answer, done, made } from './answer.js';
export { bytesMadeBy, madeBy } from './command-ids.js';
export { actingOn, Contexts } from './contexts.js';
export { Desk, type Load, type ReadSide } from './desk.js';
export { Gate, type OriginatedCommand } from './gate.js';
export { onTheWay, type Origin, ruleOrigin, singleOrigin } from './origin.js';
export { Origins } from './origins.js';
export { type Soon, soon } from './soon.js';
