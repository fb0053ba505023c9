import { Command } from 'commander';
import { moveTo, newBar } from './bar.js';

/** `konsil rebuild`: the read models, built anew from the log. */
export const rebuildCommand = (): Command =>
  new Command('rebuild')
    .description('Build the read models anew from the log, or compare those that are there with new ones')
    .option('--compare', 'build beside them, report every row that differs, change nothing; exit 1 when any does')
    .addHelpText(
      'after',
      `
Builds all of them beside those that are served, also while a server is at work: it moves over to them when they are
complete, without a pause. A rebuild that was cut short is gone on with. Rules and mails are not run again.

With --compare a row that differs is told by table and key, never by its values.

Examples:
  konsil rebuild
  konsil rebuild --compare > differences.txt`,
    )
    .action(async ({ compare = false }: { readonly compare?: boolean }) => {
      const { compareReadModels, loadConfig, rebuildReadModels } = await import('@konsil/api/maintenance');
      const config = loadConfig(process.env);
      const progress = progressOn(process.stderr.isTTY ? process.stderr : undefined);
      if (!compare) {
        const { position, served } = await rebuildReadModels(config, progress);
        const then = served ? 'and served' : 'but not served yet: the next server of this version takes them up';
        process.stdout.write(`The read models are built anew ${events(position)}, ${then}.\n`);
        return;
      }
      const { position, differences } = await compareReadModels(config, progress);
      for (const difference of differences) process.stdout.write(`${JSON.stringify(difference)}\n`);
      const found = differences.length === 0 ? 'no row differs' : `${count(differences.length)} rows differ`;
      process.stdout.write(`Compared ${events(position)}: ${found}.\n`);
      if (differences.length > 0) process.exitCode = 1;
    });

const count = (number: number): string => number.toLocaleString('en');

const events = (position: number): string => `up to position ${count(position)}`;

const progressOn = (stream: NodeJS.WritableStream | undefined): ((done: number, of: number) => void) => {
  let bar: ReturnType<typeof newBar> | undefined;
  return (done, of) => {
    if (stream === undefined) return;
    bar ??= newBar('rebuild', of + 1, stream);
    moveTo(bar, done + 1, of + 1);
  };
};
