/** Files that stand beside `read-models.db` while rows are built anew; what a crash leaves of them is a copy of rows. */

import { rmSync } from 'node:fs';
import { readModelsFile } from '../process/read-models.js';

type Where = Parameters<typeof readModelsFile>[0];

/** What a rebuild is about to put in place of the file that is served; gone on with by the next rebuild. */
export const nextFile = (config: Where): string => `${readModelsFile(config)}.next`;

/** What a comparison builds and drops. */
export const comparedFile = (config: Where): string => `${readModelsFile(config)}.compared`;

export const removeDatabase = (file: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
};
