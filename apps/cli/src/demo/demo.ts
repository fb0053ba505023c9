import type { Running } from '@konsil/api';
import { Command } from 'commander';
import { type Cast, DEMO_PASSWORD, demoConfig, hasCast, readCast, writeCast } from './cast.js';

/** `konsil demo`: the product with a believable practice in it. */
export const demoCommand = (): Command =>
  new Command('demo')
    .description('Start Konsil with a believable practice in a data folder of its own (./data-demo)')
    .addHelpText('after', '\nExamples:\n  konsil demo\n  KONSIL_PORT=8080 konsil demo')
    .action(async () => {
      const { closeOnSignals, loadConfig, startKonsil } = await import('@konsil/api');
      const config = demoConfig(loadConfig(process.env), process.env);
      const running = await startKonsil(config);
      closeOnSignals(running, running.log);
      if (!hasCast(config.dataFolder)) {
        const { makePeople } = await import('./people.js');
        const { CASES, livePractice } = await import('./practice.js');
        process.stdout.write(`Making a practice with ${CASES.anna + CASES.luis} cases, through the API …\n`);
        const crew = await makePeople(running, config);
        await livePractice(crew);
        writeCast(config.dataFolder, crew.cast);
      }
      process.stdout.write(`${instructions(running, readCast(config.dataFolder), variablesOf(process.env))}\n`);
    });

/** The variables that a second shell needs to find the same data and issuer. */
const SHARED = ['KONSIL_DATA', 'KONSIL_PORT', 'KONSIL_PUBLIC_URL', 'KONSIL_OIDC_AUDIENCE'] as const;

const variablesOf = (env: NodeJS.ProcessEnv): string =>
  SHARED.flatMap((name) => (env[name] === undefined ? [] : [`${name}='${env[name]}' `])).join('');

const instructions = ({ url }: Running, cast: Cast, asStarted: string): string => `
Konsil runs at ${url} with sample data (API pages: ${url}/docs)

Sign-ins, password of all: ${DEMO_PASSWORD}
${Object.keys(cast)
  .map((name) => `  ${name}@konsil.example`)
  .join('\n')}

Try it (in another shell, from the project's folder):
  # Manage Orders, as Dr. Anna Berg sees it
  curl -s -H "Authorization: Bearer $(${asStarted}npx konsil token --as anna)" '${url}/orders?limit=5'
  # The Collaborator Dashboard of Dr. Luis Ortega: what is ready for him to judge
  curl -s -H "Authorization: Bearer $(${asStarted}npx konsil token --as luis)" '${url}/collaborations?collaboratorStatus=evaluating-setup'
  # Anna looks for a patient; search text never stands in a URL
  curl -s -H "Authorization: Bearer $(${asStarted}npx konsil token --as anna)" -H 'Content-Type: application/json' -d '{"search":"sommer"}' ${url}/orders/search

Ctrl+C ends it.`;
