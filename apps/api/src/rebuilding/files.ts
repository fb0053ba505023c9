/** The file that stands beside the read models while they are compared; what a crash leaves of it is a copy of rows. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/index.js';

/** What a comparison builds and drops. */
export const comparedFile = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  join(dataFolder, 'read-models.compared');

export const removeDatabase = (file: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
};
