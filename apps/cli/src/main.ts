/** `konsil`: the product's commands. One file per command; this one lists them. */

import { DomainError } from '@konsil/domain';
import { diskFailure } from '@konsil/event-store';
import { Command } from 'commander';
import { auditCommand } from './audit.js';
import { backupCommand } from './backup/backup.js';
import { catalogueCommand } from './catalogue/catalogue.js';
import { demoCommand } from './demo/demo.js';
import { eventsCommand } from './events.js';
import { fsckCommand } from './fsck/fsck.js';
import { keysCommand } from './keys/keys.js';
import { parkedCommand } from './parked/parked.js';
import { rebuildCommand } from './rebuild.js';
import { restoreCommand } from './restore/restore.js';
import { serveCommand } from './serve.js';
import { tokenCommand } from './token.js';
import { VERSION } from './version.js';

export const program = (): Command =>
  new Command('konsil')
    .description('Event-sourced collaboration suite for clear-aligner cases')
    .version(VERSION)
    .showHelpAfterError('(konsil --help shows what there is)')
    .addCommand(serveCommand())
    .addCommand(demoCommand())
    .addCommand(tokenCommand())
    .addCommand(eventsCommand())
    .addCommand(catalogueCommand())
    .addCommand(fsckCommand())
    .addCommand(auditCommand())
    .addCommand(keysCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(rebuildCommand())
    .addCommand(parkedCommand())
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
  konsil backup /backups/2026-11-26   copy the data folder, also while the server runs
  konsil restore /backups/2026-11-26  a data folder from a backup, erasures carried out again
  konsil rebuild --compare            are the read models what the log says?
  konsil parked list                  groups of rows that an event has stopped

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
  if (OURS.includes(error.name)) return error.message;
  const refusedByDisk = diskFailure(error);
  if (refusedByDisk !== undefined) return `Konsil can't read or write its files: ${refusedByDisk}.`;
  if (error instanceof DomainError) return `${error.code}: ${error.message}${factsOf(error)}`;
  const { code, syscall, path, address, port } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (code === 'EADDRINUSE')
    return `Something listens at ${address}:${port} already: end it, or choose another port with KONSIL_PORT or KONSIL_METRICS_PORT.`;
  // A file that can't be read or written: the system's own words name it.
  if (syscall !== undefined && path !== undefined) return error.message;
  return error.stack ?? error.message;
};

const OURS = [
  'BackupError',
  'BackupRefused',
  'CliError',
  'ConfigError',
  'EventStoreError',
  'KeyError',
  'MintRefused',
  'ProjectorTaken',
  'ReadStoreUnavailable',
  'RebuildRefused',
  'RebuildTaken',
  'RepairRefused',
];

/** A rule's facts are never personal data. */
const factsOf = ({ facts }: DomainError): string => {
  const told = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
};
