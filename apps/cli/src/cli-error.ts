/** A mistake of who typed the command: the message says what to do, no stack is shown. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
