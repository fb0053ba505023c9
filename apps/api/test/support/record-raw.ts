/** Events that no route records yet, written into the log of a server that has stopped, as the product writes them. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { catalogue, type DomainEvent, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';

/** @param data its data folder, with the key-encryption key and the ledger where the configuration has them by default */
export const recordRaw = async (data: string, stream: string, ...events: readonly DomainEvent[]): Promise<void> => {
  const beside = `${data}-keys`;
  const keys = await openSqliteKeys({
    file: join(data, 'keys.db'),
    kekFile: join(beside, 'kek'),
    ledgerFile: join(beside, 'erasure-ledger.jsonl'),
  });
  const store = await openSqliteEventStore({ folder: data, checkpoints: 'in-process' });
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const metadata = { actor: { id: 'setup', role: 'setup' }, causationId: 'test', correlationId: 'test' };
  const given = events.map(({ type, data: said }) => ({
    ...{ id: randomUUID(), type, data: { ...said } },
    metadata: { ...metadata, commandId: randomUUID() },
  }));
  const placement = {
    ...{ stream, firstRevision: (await store.headRevision(stream)) + 1, time: new Date().toISOString() },
  };
  await store.append({ stream, expected: 'any', events: await codec.encode(given, placement) });
  await store.close();
  await keys.close();
};
