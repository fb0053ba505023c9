import { join, resolve } from 'node:path';
import { Command } from 'commander';

/** `konsil keys rotate`: a new key-encryption key. */
export const rotateCommand = (): Command =>
  new Command('rotate')
    .description('Wrap every key under a new key-encryption key; the old one stays beside it for older backups')
    .option('--to <file>', 'the new key, made there where it is missing; absent: it takes the place of KONSIL_KEK_FILE')
    .addHelpText('after', '\nExamples:\n  konsil keys rotate\n  konsil keys rotate --to /srv/secrets/kek-2027')
    .action(async ({ to }: { readonly to?: string }) => {
      const { loadConfig } = await import('@konsil/api/maintenance');
      const { rotateKeyEncryptionKey } = await import('@konsil/event-store');
      const { dataFolder, kekFile } = loadConfig(process.env);
      const rotated = rotateKeyEncryptionKey({
        file: join(dataFolder, 'keys.db'),
        kekFile,
        ...(to !== undefined && { newKekFile: resolve(to) }),
      });
      const set = to === undefined ? '' : `\nSet KONSIL_KEK_FILE=${rotated.kekFile} before the next start.`;
      process.stdout.write(
        `${rotated.keys} keys are wrapped by ${rotated.kekFile}.${set}\n` +
          `Backups made until now need ${rotated.previousKekFile}: keep it apart from them, delete it with the last of them.\n`,
      );
    });
