export { CommandOrigin, type CommandRequest, commandRequestOf, pathOf } from './command-origin.js';
export { type CursorScope, openCursor, sealCursor } from './cursor.js';
export { showRevision } from './etag.js';
export type { KonsilRequest } from './konsil-request.js';
export { IsMoment } from './moment.js';
export { PathId, PathVersion, PathWord } from './path-part.js';
export { Person, personOf } from './person.js';
export { WaitFor, waitForOf } from './wait-for.js';
export { IsId } from './id.js';
