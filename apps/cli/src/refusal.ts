/** What a user can do something about is said in a sentence; what nobody expected, with its stack. */

/** A command can't be carried out as it was asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Errors whose message is written for who runs Konsil; told apart by name, as they come from several packages. */
const SAID = new Set(['Refused', 'ConfigError', 'MintRefused', 'EventStoreError', 'InvalidArgumentError']);

/** What is written to standard error before the process ends with 1. */
export const saidOf = (error: unknown): string => {
  if (!(error instanceof Error)) return `konsil: ${String(error)}`;
  if (SAID.has(error.name)) return `konsil: ${error.message}`;
  const { code, address, port } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (code === 'EADDRINUSE')
    return `konsil: Something listens at ${address}:${port} already: end it, or choose another port with KONSIL_PORT.`;
  return `konsil: ${error.stack ?? error.message}`;
};
