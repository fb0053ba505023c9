/**
 * What a route may refuse, told from its shape: one that takes a body can refuse the body, a command can meet somebody
 * else's change. So no route can forget to say it.
 */

import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const refusal = (description: string, header?: string, schema: object = { type: 'string' }) => ({
  description,
  content: PROBLEM,
  ...(header !== undefined && { headers: { [header]: { schema } } }),
});

/** `#/components/responses`; each is there once and pointed to. */
export const REFUSALS = {
  Malformed: refusal('The request can not be read: broken JSON, a header or a parameter that is none.'),
  NotSignedIn: refusal('No access token, or one that is not valid.', 'WWW-Authenticate'),
  NotAllowed: refusal('The person is known and may not do this.'),
  Unknown: refusal('There is no such thing, or the person may not know of it.'),
  Conflict: refusal('The thing has moved on, is in a state that does not take this, or others changed it meanwhile.'),
  RevisionMoved: refusal('`If-Match` names a revision that is no longer the current one.'),
  TooLarge: refusal('The body is larger than one request may be.'),
  ContentType: refusal('The body is not sent as `application/json`.'),
  NotAccepted: refusal('The body is not what it must be (see `errors`), or a rule says no (see `code`).'),
  NotNow: refusal('Not now; nothing is lost. Try again.', 'Retry-After', { type: 'integer', minimum: 0 }),
  Refused: refusal('Any other refusal.'),
} satisfies Responses;

interface Shape {
  readonly signedIn: boolean;
  readonly command: boolean;
  readonly body: boolean;
  /** Places of its parameters: `path`, `query`, `header`. */
  readonly places: ReadonlySet<string>;
}

const shapeOf = (operation: Operation & { readonly 'x-konsil-access'?: unknown }): Shape => {
  const parameters = (operation.parameters ?? []).flatMap((given) => ('in' in given ? [given] : []));
  return {
    signedIn: operation['x-konsil-access'] !== 'public',
    command: parameters.some(({ name }) => name === 'Idempotency-Key'),
    body: operation.requestBody !== undefined,
    places: new Set(parameters.map((parameter) => parameter.in)),
  };
};

const refusedBy = ({ signedIn, command, body, places }: Shape): Readonly<Record<string, keyof typeof REFUSALS>> => ({
  ...((body || places.has('query') || places.has('header')) && { 400: 'Malformed' }),
  ...(signedIn && { 401: 'NotSignedIn', 403: 'NotAllowed', 503: 'NotNow' }),
  // A command can name what is not there in its body, and its person can be gone.
  ...((command || places.has('path')) && { 404: 'Unknown' }),
  ...(command && { 409: 'Conflict', 412: 'RevisionMoved' }),
  ...(body && { 413: 'TooLarge', 415: 'ContentType' }),
  ...((command || body) && { 422: 'NotAccepted' }),
  default: 'Refused',
});

/** Adds what follows from the shape; what a route says itself stays, as a problem where it says no content. */
export const addRefusals = (operation: Operation): void => {
  const { responses } = operation;
  for (const [status, name] of Object.entries(refusedBy(shapeOf(operation))))
    responses[status] ??= { $ref: `#/components/responses/${name}` };
  for (const [status, response] of Object.entries(responses))
    if (Number(status) >= 400 && response !== undefined && 'description' in response) response.content ??= PROBLEM;
};
