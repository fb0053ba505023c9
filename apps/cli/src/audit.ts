import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { CliError } from './cli-error.js';

interface Options {
  readonly from?: string;
  readonly to?: string;
}

/** `konsil audit`: questions that walk the log. */
export const auditCommand = (): Command =>
  new Command('audit').description('Questions to the whole log').addCommand(windowCommand());

/** `konsil audit window`: what was recorded although the access it relied on had ended. Reads only. */
const windowCommand = (): Command =>
  new Command('window')
    .description('List what was recorded without standing access, one JSON line each; exit 1 when there is any')
    .option('--from <moment>', 'recorded at or after')
    .option('--to <moment>', 'recorded before')
    .addHelpText(
      'after',
      `
Reads only, and may run beside the server. On SQLite it lists nothing; on KurrentDB what fell into the window between
the look at a stream and the append (docs/decisions/guards.md).

Examples:
  konsil audit window
  konsil audit window --from 2026-03-01T00:00:00Z --to 2026-04-01T00:00:00Z`,
    )
    .action(async ({ from, to }: Options) => {
      const { loadConfig, openKeys, openLog } = await import('@konsil/api/maintenance');
      const { lateWrites } = await import('@konsil/audit');
      const config = loadConfig(process.env);
      if (!existsSync(join(config.dataFolder, 'keys.db')))
        throw new CliError('there are no keys in the data folder; KONSIL_DATA says where to look');
      const store = await openLog(config);
      try {
        const { keys, codec } = await openKeys(config);
        try {
          for await (const late of lateWrites({ store, codec }, { ...(from && { from }), ...(to && { to }) })) {
            process.stdout.write(`${JSON.stringify(late)}\n`);
            process.exitCode = 1;
          }
        } finally {
          await keys.close();
        }
      } catch (error) {
        throw error instanceof RangeError ? new CliError(error.message) : error;
      } finally {
        await store.close();
      }
    });
