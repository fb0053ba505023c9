import { Command } from 'commander';
import { eraseCommand } from './erase.js';
import { listCommand } from './list.js';
import { rotateCommand } from './rotate.js';

/** `konsil keys`: the keys of personal data. */
export const keysCommand = (): Command =>
  new Command('keys')
    .description('List the keys of personal data, wrap them anew, erase a patient')
    .addCommand(listCommand())
    .addCommand(rotateCommand())
    .addCommand(eraseCommand())
    .addHelpText(
      'after',
      `
Examples:
  konsil keys list
  konsil keys rotate
  konsil keys erase 6b0f… --decided-by 1c9e… --requested-by patient`,
    );
