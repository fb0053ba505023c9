/** `konsil`: the product's commands. One file per command; this one lists them. */

import { DomainError } from '@konsil/domain';
import { Command } from 'commander';
import { auditCommand } from './audit.js';
import { catalogueCommand } from './catalogue/catalogue.js';
import { demoCommand } from './demo/demo.js';
import { eventsCommand } from './events.js';
import { fsckCommand } from './fsck/fsck.js';
import { keysCommand } from './keys/keys.js';
import { serveCommand } from './serve.js';
import { tokenCommand } from './token.js';

export const program = (): Command =>
  new Command('konsil')
    .description('Event-sourced collaboration suite for clear-aligner cases')
    .version('0.1.0')
    .showHelpAfterError('(konsil --help shows what there is)')
    .addCommand(serveCommand())
    .addCommand(demoCommand())
    .addCommand(tokenCommand())
    .addCommand(eventsCommand())
    .addCommand(catalogueCommand())
    .addCommand(fsckCommand())
    .addCommand(auditCommand())
    .addCommand(keysCommand())
    .addHelpText(
      'after',
      `
Examples:
  konsil serve                        start on http://127.0.0.1:3000 with data in ./data
  konsil demo                         start with a believable practice in ./data-demo
  konsil token --as anna              an access token for a person of the demo practice
  konsil events --follow              watch the log grow
  konsil catalogue                    every event type: who records it, what is personal, how long it is kept
  konsil fsck                         check the data folder: is every event and key what was written?
  konsil audit window                 what was recorded without standing access
  konsil keys list                    whose keys there are, and which are destroyed

Configuration: the variables KONSIL_*, see docs/operations/running.md`,
    );

/** @param argv as in `process.argv` */
export const main = async (argv: readonly string[]): Promise<void> => {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  }
};

/** What went wrong, for who typed the command; where it is no plain mistake, the stack too. */
const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const isOurs = ['ConfigError', 'EventStoreError', 'ProjectorTaken', 'MintRefused', 'CliError', 'KeyError'].includes(
    error.name,
  );
  if (isOurs) return error.message;
  if (error instanceof DomainError) return `${error.code}: ${error.message}${factsOf(error)}`;
  const { code, address, port } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (code === 'EADDRINUSE')
    return `Something listens at ${address}:${port} already: end it, or choose another port with KONSIL_PORT.`;
  return error.stack ?? error.message;
};

/** A rule's facts are never personal data. */
const factsOf = ({ facts }: DomainError): string => {
  const told = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
};
