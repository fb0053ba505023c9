import { join } from 'node:path';
import { Command } from 'commander';

/** `konsil keys list`: one JSON line each; never key material. Also beside a running server. */
export const listCommand = (): Command =>
  new Command('list')
    .description('Print whose keys there are, one JSON line each: subject, class, key id, created, state')
    .option('--subject <id>', 'only of this person or patient')
    .addHelpText('after', '\nExamples:\n  konsil keys list\n  konsil keys list --subject 6b0f…')
    .action(async ({ subject }: { readonly subject?: string }) => {
      const { loadConfig } = await import('@konsil/api/maintenance');
      const { listKeys } = await import('@konsil/event-store');
      const { dataFolder } = loadConfig(process.env);
      for (const entry of listKeys(join(dataFolder, 'keys.db'), subject)) {
        process.stdout.write(`${JSON.stringify(entry)}\n`);
      }
    });
