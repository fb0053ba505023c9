import { resolve } from 'node:path';
import type { Restored } from '@konsil/api/maintenance';
import { Command } from 'commander';
import { copyingOn } from '../bar.js';
import { CliError } from '../cli-error.js';

interface Options {
  readonly data?: string;
  readonly withoutLedger: boolean;
}

/** `konsil restore`: a data folder from a backup, ready to be served. */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('Make a data folder from a backup; who was erased since is erased again before anybody can serve it')
    .argument('<backup>', 'folder of the backup')
    .option('--data <folder>', 'in place of KONSIL_DATA: where to, absent or empty')
    .option('--without-ledger', 'restore although the erasure ledger is lost: who was erased since comes back', false)
    .addHelpText(
      'after',
      `
Needs the erasure ledger and the key-encryption key of the backup. Everybody has to sign in again afterwards.

Examples:
  konsil restore /backups/2026-11-26
  konsil restore /backups/2026-11-26 --data /var/lib/konsil`,
    )
    .action(async (folder: string, { data, withoutLedger }: Options) => {
      const { loadConfig, restoreBackup } = await import('@konsil/api/maintenance');
      const { isKeyError } = await import('@konsil/event-store');
      const config = loadConfig({ ...process.env, ...(data !== undefined && { KONSIL_DATA: data }) });
      const onProgress = copyingOn(process.stdout.isTTY ? process.stdout : undefined);
      try {
        const restored = await restoreBackup(config, { backup: resolve(folder), withoutLedger, onProgress });
        process.stdout.write(`${closingLines(restored, config.dataFolder)}\n`);
      } catch (error) {
        if (!isKeyError(error, 'wrong-key-encryption-key')) throw error;
        throw new CliError(`${error.message} ${OLDER_KEY}`);
      }
    });

const OLDER_KEY =
  'A backup from before `konsil keys rotate` needs the key of that time (kek.previous): name it with KONSIL_KEK_FILE.';

const closingLines = ({ manifest, destroyedAgain, recordedAgain }: Restored, dataFolder: string): string =>
  [
    manifest.log === null
      ? `${dataFolder} is restored, without a log: that is on its server.`
      : `${dataFolder} is restored, the log up to position ${manifest.log.position} of ${manifest.madeAt}.`,
    `From the erasure ledger: ${destroyedAgain} keys destroyed again, ${recordedAgain} erasures recorded again.`,
    'Every sign-in has ended; the read models are built with the next start.',
  ].join('\n');
