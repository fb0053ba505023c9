import { Command } from 'commander';
import { moveTo, newBar } from './bar.js';
import { CliError, needDataFolder } from './cli-error.js';

/** `konsil rebuild`: the read models, built anew from the log. */
export const rebuildCommand = (): Command =>
  new Command('rebuild')
    .description('Build the read models anew from the log, or compare those that are there with new ones')
    .argument('[name]', 'one read model, built in a copy of the others; by default all of them')
    .option('--compare', 'build beside them, report every row that differs, change nothing; exit 1 when any does')
    .addHelpText(
      'after',
      `
Builds all of them beside those that are served, also while a server is at work: it moves over to them when they are
complete, without a pause. A rebuild that was cut short is gone on with. Rules and mails are not run again. One alone is
built in a copy of the others, from the events that it wants.

With --compare a row that differs is told by table and key, never by its values.

Examples:
  konsil rebuild
  konsil rebuild people
  konsil rebuild --compare > differences.txt`,
    )
    .action(async (name: string | undefined, { compare = false }: { readonly compare?: boolean }) => {
      if (compare && name !== undefined)
        throw new CliError('--compare holds all read models against the log; leave out the name.');
      const { compareInThread, loadConfig, rebuildInThread } = await import('@konsil/api/maintenance');
      const config = loadConfig(process.env);
      needDataFolder(config.dataFolder);
      const progress = progressOn(process.stderr.isTTY ? process.stderr : undefined);
      if (!compare) {
        const { position, served } = await rebuildInThread(config, progress, name);
        const then = served ? 'and served' : 'but not served yet: the next server of this version takes them up';
        const what = name === undefined ? 'The read models are' : `The read model ${name} is`;
        process.stdout.write(`${what} built anew ${events(position)}, ${then}.\n`);
        return;
      }
      const { position, differences } = await compareInThread(config, progress);
      for (const difference of differences) process.stdout.write(`${JSON.stringify(difference)}\n`);
      process.stdout.write(`Compared ${events(position)}: ${found(differences.length)}.\n`);
      if (differences.length > 0) process.exitCode = 1;
    });

const count = (number: number): string => number.toLocaleString('en');

const found = (differing: number): string =>
  differing === 0 ? 'no row differs' : differing === 1 ? '1 row differs' : `${count(differing)} rows differ`;

const events = (position: number): string => `up to position ${count(position)}`;

const progressOn = (stream: NodeJS.WritableStream | undefined): ((done: number, of: number) => void) => {
  let bar: ReturnType<typeof newBar> | undefined;
  return (done, of) => {
    if (stream === undefined) return;
    bar ??= newBar('rebuild', of + 1, stream);
    moveTo(bar, done + 1, of + 1);
  };
};
