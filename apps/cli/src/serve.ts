import type { Running } from '@konsil/api';
import { Command } from 'commander';
import { withChosenPort } from './chosen-port.js';

/** `konsil serve`: the product, until it is told to stop. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('Start Konsil: API, sign-in, read models, until Ctrl+C')
    .addHelpText(
      'after',
      `
Examples:
  konsil serve
  KONSIL_PORT=8080 KONSIL_DATA=/var/lib/konsil konsil serve
  KONSIL_EVENT_STORE='esdb://localhost:2113?tls=false' konsil serve`,
    )
    .action(async () => {
      const { closeOnSignals, loadConfig, startKonsil } = await import('@konsil/api');
      const running = await startKonsil(loadConfig(await withChosenPort(process.env)));
      closeOnSignals(running, running.log);
      process.stdout.write(`${greeting(running)}\n`);
    });

/** Address and next steps: the last thing a start prints. */
const greeting = ({ url, welcomeLink }: Running): string =>
  welcomeLink === undefined
    ? `Konsil runs at ${url} (API pages: ${url}/docs)`
    : [
        `Konsil runs at ${url} (API pages: ${url}/docs)`,
        'Nobody is here yet. Make the first person, the administrator, with this one-time link:',
        `  ${welcomeLink}`,
      ].join('\n');
