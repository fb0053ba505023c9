/**
 * A rule that said no. `code` is stable (`CASE.SETUP_VERSION_OUTDATED`), `facts` holds what is needed to act on it and
 * never personal data.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: `${string}.${string}`,
    message: string,
    readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>> = {},
  ) {
    super(message);
  }
}
