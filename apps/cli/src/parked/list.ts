import { Command } from 'commander';

/** `konsil parked list`. Reads only. */
export const listCommand = (): Command =>
  new Command('list')
    .description('One JSON line for each parked group; exit 1 when there is any')
    .addHelpText(
      'after',
      `
May run beside the server. A line names projection, group, position and type of the event that could not be folded, and
why; ids only, nothing of a patient. Until it is repaired such a group shows what it showed, and gives nobody but the
provider access.`,
    )
    .action(async () => {
      const { listParked, loadConfig } = await import('@konsil/api/maintenance');
      for (const { fold: projection, key: group, position, eventType, reason, parkedAt } of await listParked(
        loadConfig(process.env),
      )) {
        process.stdout.write(`${JSON.stringify({ projection, group, position, eventType, reason, parkedAt })}\n`);
        process.exitCode = 1;
      }
    });
