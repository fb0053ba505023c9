import { resolve } from 'node:path';
import type { Manifest } from '@konsil/event-store';
import { Command } from 'commander';
import { copyingOn } from '../bar.js';
import { VERSION } from '../version.js';

/** `konsil backup`: the data folder as one consistent copy. Reads only; beside a running server too. */
export const backupCommand = (): Command =>
  new Command('backup')
    .description('Copy the data folder, also while the server runs: work, events, identity, then keys')
    .argument('<folder>', 'where to: absent or empty')
    .addHelpText(
      'after',
      `
Never in a backup: the read models, which are built again, the erasure ledger and the key-encryption key.
Keep copies of the latter two apart from it: without them it can't be restored.

Examples:
  konsil backup /backups/2026-11-26
  KONSIL_DATA=/var/lib/konsil konsil backup /backups/2026-11-26`,
    )
    .action(async (folder: string) => {
      const { backUp, loadConfig, unwisePlaces } = await import('@konsil/api/maintenance');
      const config = loadConfig(process.env);
      const target = resolve(folder);
      const onProgress = copyingOn(process.stdout.isTTY ? process.stdout : undefined);
      for (const warning of unwisePlaces(config, target)) process.stderr.write(`${warning}\n`);
      const manifest = await backUp(config, { target, product: VERSION, onProgress });
      process.stdout.write(`${closingLine(manifest)}\n`);
    });

const closingLine = ({ files, log }: Manifest): string => {
  const bytes = files.reduce((sum, { size }) => sum + size, 0).toLocaleString('en');
  const copied = `${files.map(({ name }) => name).join(', ')} copied, ${bytes} bytes`;
  return log === null
    ? `${copied}; the log is on its server and not in this backup`
    : `${copied}; the log up to position ${log.position}`;
};
