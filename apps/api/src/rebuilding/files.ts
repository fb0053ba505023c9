/** The file that stands beside the read models while they are compared; what a crash leaves of it is a copy of rows. */

import { rmSync } from 'node:fs';
import { readModelsFile } from '../process/read-models.js';

type Where = Parameters<typeof readModelsFile>[0];

/** What a comparison builds and drops. */
export const comparedFile = (config: Where): string => `${readModelsFile(config)}.compared`;

export const removeDatabase = (file: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
};
