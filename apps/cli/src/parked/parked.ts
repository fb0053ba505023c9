import { Command } from 'commander';
import { listCommand } from './list.js';
import { retryCommand } from './retry.js';
import { skipCommand } from './skip.js';

/** `konsil parked`: groups of rows that are not folded any further because of an event that could not be. */
export const parkedCommand = (): Command =>
  new Command('parked')
    .description('Parked groups of the projections: list them, try them again, let one go on without an event')
    .addHelpText(
      'after',
      `
Examples:
  konsil parked list
  konsil parked retry
  konsil parked skip patients 6b0f… --position 4711 --reason event-unknown --decided-by 1c9e…`,
    )
    .addCommand(listCommand())
    .addCommand(retryCommand())
    .addCommand(skipCommand());
