import { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { stopFirst } from './stop-first.js';

/** `konsil parked retry`: after a new version that can fold what the old one could not. */
export const retryCommand = (): Command =>
  new Command('retry')
    .description('Fold parked groups again, all of them or one; exit 1 when any is parked still')
    .argument('[projection]', 'as `konsil parked list` names it')
    .argument('[group]', 'the same')
    .addHelpText(
      'after',
      `
The server that uses the data folder has to be stopped. One JSON line for each group: parked, and where, or going on.

Examples:
  konsil parked retry
  konsil parked retry patients 6b0f…`,
    )
    .action(async (fold: string | undefined, key: string | undefined) => {
      if (fold !== undefined && key === undefined)
        throw new CliError('Name projection and group, as `konsil parked list` does, or neither.');
      const { loadConfig, retryParked } = await import('@konsil/api/maintenance');
      const which = fold === undefined || key === undefined ? undefined : { fold, key };
      const retried = await stopFirst(() => retryParked(loadConfig(process.env), which));
      for (const { fold: projection, key: group, parked } of retried) {
        const now = parked === undefined ? 'goes on' : { position: parked.position, reason: parked.reason };
        process.stdout.write(`${JSON.stringify({ projection, group, now })}\n`);
        if (parked !== undefined) process.exitCode = 1;
      }
    });
