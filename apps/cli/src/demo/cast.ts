/** The people of the sample data, and where it lies. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '@konsil/api/maintenance';
import type { PersonId } from '@konsil/domain';
import { CliError } from '../cli-error.js';

/** Short names (`anna`) with ids. */
export type Cast = Readonly<Record<string, PersonId>>;

/** The password of everybody in the sample data. */
export const DEMO_PASSWORD = 'konsil-demo-2026';

const CAST_FILE = 'demo-cast.json';

/** The sample data has a folder of its own, so that it never meets real data; `KONSIL_DATA` names another one. */
export const demoConfig = (config: Config, env: NodeJS.ProcessEnv): Config => {
  const dataFolder = env['KONSIL_DATA'] === undefined ? resolve('data-demo') : config.dataFolder;
  const beside = `${dataFolder}-keys`;
  return {
    ...config,
    dataFolder,
    demo: true,
    kekFile: env['KONSIL_KEK_FILE'] === undefined ? join(beside, 'kek') : config.kekFile,
    erasureLedger:
      env['KONSIL_ERASURE_LEDGER'] === undefined ? join(beside, 'erasure-ledger.jsonl') : config.erasureLedger,
  };
};

/** Written last when the sample data is made: where it is, the data is complete. */
export const writeCast = (dataFolder: string, cast: Cast): void =>
  writeFileSync(join(dataFolder, CAST_FILE), `${JSON.stringify(cast, null, 2)}\n`);

export const hasCast = (dataFolder: string): boolean => existsSync(join(dataFolder, CAST_FILE));

/** @throws CliError where there is no sample data in the folder */
export const readCast = (dataFolder: string): Cast => {
  if (!hasCast(dataFolder)) throw new CliError(`There is no sample data in ${dataFolder}: run \`konsil demo\` first.`);
  return JSON.parse(readFileSync(join(dataFolder, CAST_FILE), 'utf8')) as Cast;
};
