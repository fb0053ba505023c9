import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { FsckSummary, Witness } from '@konsil/event-store';
import { Command } from 'commander';
import { CliError, needDataFolder } from '../cli-error.js';
import { reportTo } from './report.js';

/** `konsil fsck`: is everything in the data folder what was written? Reads only; beside a running server too. */
export const fsckCommand = (): Command =>
  new Command('fsck')
    .description('Check the data folder: every event, header and key; exit 1 when anything was found')
    .addHelpText(
      'after',
      `
Reads only, and may run beside the server. Findings go to the standard output, one line each; the last line sums up.

Examples:
  konsil fsck
  KONSIL_DATA=/var/lib/konsil konsil fsck > findings.txt`,
    )
    .action(async () => {
      const { loadConfig, readModelsFile } = await import('@konsil/api/maintenance');
      const { catalogue } = await import('@konsil/domain');
      const { checkDataFolder, lineOf } = await import('@konsil/event-store');
      const config = loadConfig(process.env);
      const { dataFolder: folder, kekFile, erasureLedger: ledgerFile, eventStore } = config;
      if (eventStore.kind !== 'sqlite')
        throw new CliError('fsck checks a log in the data folder; this one is on KurrentDB.');
      needDataFolder(folder);
      const report = reportTo(process.stdout, process.stdout.isTTY ? process.stdout : undefined);
      const files = {
        folder,
        kekFile,
        ledgerFile,
        schema: catalogue,
        witnesses: await witnessesOf(readModelsFile(config)),
      };
      const summary = await checkDataFolder({
        ...files,
        onFinding: (finding) => report.finding(lineOf(finding)),
        onProgress: (progress) => report.progress(progress),
      });
      report.end();
      for (const line of closingLines(summary)) process.stdout.write(`${line}\n`);
      if (summary.findings > 0) process.exitCode = 1;
    });

/** How far the read models are. They can be built again from the log, so a damaged file is no finding of a check of it. */
const witnessesOf = async (file: string): Promise<readonly Witness[]> => {
  if (!existsSync(file)) return [];
  const { openSqliteReadStore } = await import('@konsil/projections');
  try {
    const store = openSqliteReadStore({ file, folds: [], readOnly: true });
    try {
      return [{ name: basename(file), position: await store.readCheckpoint() }];
    } finally {
      await store.close();
    }
  } catch {
    process.stdout.write(
      `${basename(file)} can't be read, so it says nothing about the log; remove it to have it built again\n`,
    );
    return [];
  }
};

const count = (number: number): string => number.toLocaleString('en');

/** What was counted only, what could not be told, and the sum. */
const closingLines = ({ untold, marked, events, streams, living, destroyed, findings }: FsckSummary) => [
  ...untold.map(({ kind, more }) => `${kind}: ${count(more)} more`),
  ...(marked === undefined ? ['There is no head mark: whether the log has lost its end could not be told.'] : []),
  `${count(events)} events in ${count(streams)} streams, ${count(living)} keys and ${count(destroyed)} destroyed ones: ` +
    (findings === 0 ? 'nothing found' : `${count(findings)} found`),
];
