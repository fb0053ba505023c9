import { type PersonId, type SkipReason, skipReasons } from '@konsil/domain';
import { Command, InvalidArgumentError, Option } from 'commander';
import { stopFirst } from './stop-first.js';

interface Options {
  readonly position: number;
  readonly reason: SkipReason;
  readonly decidedBy: string;
}

/** `konsil parked skip`: recorded in the log, so that every rebuild leaves the event out too. */
export const skipCommand = (): Command =>
  new Command('skip')
    .description('Let a parked group go on without the event that could not be folded; recorded for ever')
    .argument('<projection>', 'as `konsil parked list` names it')
    .argument('<group>', 'the same')
    .requiredOption(
      '--position <number>',
      'of the event, as listed: what is parked elsewhere by now is not skipped',
      whole,
    )
    .addOption(new Option('--reason <reason>', 'why').choices(skipReasons).makeOptionMandatory())
    .requiredOption('--decided-by <person>', 'id of the administrator who has decided it')
    .addHelpText(
      'after',
      `
The server that uses the data folder has to be stopped. An erasure is never skipped, and an event that takes access away
only where it was recorded once more (corrected-since). The last line is JSON.

Example:
  konsil parked skip patients 6b0f… --position 4711 --reason event-unknown --decided-by 1c9e…`,
    )
    .action(async (projection: string, group: string, { position, reason, decidedBy }: Options) => {
      const { loadConfig, skipParked } = await import('@konsil/api/maintenance');
      const order = { projection, group, position, reason, decidedBy: decidedBy as PersonId };
      const { parked, ...done } = await stopFirst(() => skipParked(loadConfig(process.env), order));
      const now = parked === undefined ? 'goes on' : { position: parked.position, reason: parked.reason };
      process.stdout.write(`${JSON.stringify({ projection, group, recordedAt: done.position, now })}\n`);
      if (parked !== undefined) process.exitCode = 1;
    });

function whole(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number from 0');
}
