export { type RouteRule, Public, Requires, SignedIn } from './access/rules.js';
export { RouteWithoutRule } from './access/route-check.js';
export * from './ports.js';
export { type FieldMistake, NotAllowed, NotSignedIn, RequestError, ShapeError } from './problems/errors.js';
export * from './requests/index.js';
