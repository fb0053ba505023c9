/** Problem details (RFC 9457): what every refusal over HTTP looks like. */

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export interface Problem {
  /** Stable name of the kind, `urn:konsil:problem:case.setup-version-outdated`; documented in `docs/api/problems.md`. */
  readonly type: string;
  /** The same for every problem of the kind. */
  readonly title: string;
  readonly status: number;
  /** What happened here, for people. */
  readonly detail: string;
  /** The stable code that the type is made of, `CASE.SETUP_VERSION_OUTDATED`. */
  readonly code: string;
  /** Names this request, for the log and for support. */
  readonly instance: string;
  /** What is needed to act on it. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Each field that is not what it must be. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** What the filter sends: a problem without its instance, and headers that go with it. */
export interface Refusal extends Omit<Problem, 'instance' | 'type' | 'title'> {
  readonly headers?: Readonly<Record<string, string>>;
  /** Something that should not happen: logged with the error. */
  readonly unexpected?: true;
}

/** `CASE.SETUP_VERSION_OUTDATED` -> `urn:konsil:problem:case.setup-version-outdated`. */
export const typeOf = (code: string): string => `urn:konsil:problem:${code.toLowerCase().replaceAll('_', '-')}`;

/** `CASE.SETUP_VERSION_OUTDATED` -> `Case: setup version outdated`. */
export const titleOf = (code: string): string => {
  const [topic = '', ...reason] = code.toLowerCase().replaceAll('_', ' ').split('.');
  return `${topic.charAt(0).toUpperCase()}${topic.slice(1)}: ${reason.join('.')}`;
};

export const problemOf = (
  { headers: _headers, unexpected: _unexpected, ...rest }: Refusal,
  requestId: string,
): Problem => ({
  type: typeOf(rest.code),
  title: titleOf(rest.code),
  ...rest,
  instance: `urn:konsil:request:${requestId}`,
});
