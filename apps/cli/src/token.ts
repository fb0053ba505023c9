import { Command, InvalidArgumentError } from 'commander';
import { CliError } from './cli-error.js';
import { demoConfig, readCast } from './demo/cast.js';

/** `konsil token`: an access token for a person of the sample data, for trying the API. */
export const tokenCommand = (): Command =>
  new Command('token')
    .description('Print an access token for a person of the sample data (never for real data)')
    .requiredOption('--as <person>', 'anna, luis, jonas, mei, nora, tom, lab, auditor or admin')
    .option('--minutes <n>', 'how long it is good', minutes, 480)
    .addHelpText(
      'after',
      `
Examples:
  konsil token --as anna
  curl -H "Authorization: Bearer $(konsil token --as luis)" http://127.0.0.1:3000/collaborations`,
    )
    .action(async ({ as, minutes: ttl }: { readonly as: string; readonly minutes: number }) => {
      const { loadConfig, mintAccessToken } = await import('@konsil/api/maintenance');
      const config = demoConfig(loadConfig(process.env), process.env);
      const cast = readCast(config.dataFolder);
      const personId = cast[as];
      if (personId === undefined) {
        throw new CliError(`nobody of the sample data is called ${as}; there are: ${Object.keys(cast).join(', ')}`);
      }
      const { dataFolder, audience } = config;
      const issuer = config.issuer.url;
      process.stdout.write(
        `${await mintAccessToken({ dataFolder, personId, issuer, audience, ttlSeconds: ttl * 60 })}\n`,
      );
    });

function minutes(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1440) return value;
  throw new InvalidArgumentError('a whole number of minutes from 1 to 1440');
}
