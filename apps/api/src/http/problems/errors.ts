/** What is wrong with a request before any rule of the domain is asked. The filter turns these into problems. */

/** Statuses that a request can be refused with at the border. */
export type RequestErrorStatus = 400 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 503;

/** The request itself is wrong. The filter knows it by its name and shape, so other folders may have their own. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly status: RequestErrorStatus,
    readonly code: `REQUEST.${string}`,
    message: string,
    readonly facts: Readonly<Record<string, string | number | boolean>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** No bearer token, or something that is none. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';

  constructor(readonly reason: 'missing' | 'malformed') {
    super(reason === 'missing' ? 'Sign in first.' : 'The Authorization header holds no bearer token.');
  }
}

/** The person is known and may not. `roles`: one of these would be needed. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';

  constructor(
    readonly reason: 'role' | 'no-rule',
    readonly roles: readonly string[] = [],
  ) {
    super(roles.length > 0 ? `This needs the role ${roles.join(' or ')}.` : 'This is not allowed.');
  }
}

/** One field of a body or query that is not what it must be. Never holds the value. */
export interface FieldMistake {
  /** JSON pointer into the body (`/patient/birthDate`), or the name of a query parameter or path part. */
  readonly pointer: string;
  readonly detail: string;
}

/** The shape of a body, a query or a path is wrong. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  constructor(
    readonly place: 'body' | 'query' | 'path',
    readonly mistakes: readonly FieldMistake[],
  ) {
    super(`The ${place} is not what it must be.`);
  }
}

export const wrongContentType = (): RequestError =>
  new RequestError(415, 'REQUEST.CONTENT_TYPE_UNSUPPORTED', 'Send the body as application/json.');
