/** Opens what the configuration names; the projector thread and the process open their own. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, ERASED } from '@konsil/domain';
import {
  type Codec,
  connectKurrentEventStore,
  createCodec,
  type EventStore,
  type EventStoreError,
  type KeyRing,
  openSqliteEventStore,
  openSqliteKeys,
} from '@konsil/event-store';
import type { Config } from '../config/index.js';

type Where = Pick<Config, 'dataFolder' | 'eventStore'>;

/** The log to write to; on SQLite this takes the lock of the data folder. */
export const openLogToWrite = (config: Where, onFatal: (error: EventStoreError) => void): Promise<EventStore> =>
  config.eventStore.kind === 'sqlite'
    ? openSqliteEventStore({ folder: config.dataFolder, onFatal, ...unsafeVariant() })
    : connectKurrentEventStore({ connectionString: config.eventStore.connectionString });

/** The log to follow. */
export const openLog = (config: Where): Promise<EventStore & { wake?(): void }> =>
  config.eventStore.kind === 'sqlite'
    ? openSqliteEventStore({ folder: config.dataFolder, readOnly: true })
    : connectKurrentEventStore({ connectionString: config.eventStore.connectionString });

/** @param erasesAlone the process holds the lock of the data folder while it uses the keys */
export const openKeys = async (
  config: Pick<Config, 'dataFolder' | 'kekFile' | 'erasureLedger'>,
  erasesAlone = false,
): Promise<{ readonly keys: KeyRing; readonly codec: Codec }> => {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const { kekFile, erasureLedger: ledgerFile } = config;
  const keys = await openSqliteKeys({ file: join(config.dataFolder, 'keys.db'), kekFile, ledgerFile, erasesAlone });
  return { keys, codec: createCodec({ schema: catalogue, keys, erased: ERASED }) };
};

/**
 * The controls of the fault tests `kill` (acknowledges before the commit) and `race` (looks at no guard), which those tests
 * must catch. The store refuses them where `NODE_ENV` is `production`.
 */
const unsafeVariant = () => ({
  unsafeAcknowledgeBeforeCommit: process.env['FAULTS_UNSAFE_ACKNOWLEDGE'] === 'before-commit',
  unsafeIgnoreGuards: process.env['FAULTS_UNSAFE_GUARDS'] === 'ignored',
});
