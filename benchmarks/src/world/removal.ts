/** `removal`: a collaborator with most of all cases is removed: how soon that holds in every list, and what is written for it. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { auditFold } from '@konsil/audit';
import { catalogue, ERASED, rosterStream } from '@konsil/domain';
import { luis } from '@konsil/domain/testing';
import { createCodec, openSqliteEventStore } from '@konsil/event-store';
import { type Commit, createEngine, createQueries, openSqliteReadStore, readModelFolds } from '@konsil/projections';
import type { Survey } from '../benchmark.js';
import { makeLog, openKeys } from '../history/log.js';
import { writeChapters } from '../history/write.js';
import { catchUp } from './read-side.js';
import { aWorld, type World } from './world.js';

const MUST = 50;
const FOLDS = [...readModelFolds, auditFold];

export const removal: Survey = {
  name: 'removal',
  summary: 'a collaborator of half of a world is removed: from the append to the lists, and the groups that changed',
  goal: `${MUST} ms, one group`,
  scale: { default: 20_000, of: 'cases' },
  async *lines({ folder, scale }) {
    const world = aWorld(scale);
    const log = join(folder, 'log');
    const file = join(folder, 'rows.db');
    await makeLog(log, (store, codec) => writeChapters(store, codec, world.chapters()));
    yield `rows built in ${(await catchUp(log, file)).toFixed(0)} s`;
    const { before, after, took, changed } = await removed(log, file, world);
    const isMet = took <= MUST && changed === 1;
    yield `${before - after} of ${before} shares ended in ${took.toFixed(1)} ms, ${changed} group changed: ${isMet ? 'meets its must' : 'MISSES its must'}`;
    yield JSON.stringify({ bench: 'removal', cases: scale, ended: before - after, took, changed, unit: 'ms' });
  },
};

/** From before the append until the rows have it; shares by the counts of the dashboard. */
const removed = async (log: string, file: string, { providers, collaborator }: World) => {
  const store = await openSqliteEventStore({ folder: log });
  const keys = await openKeys(log);
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const readStore = openSqliteReadStore({ file, folds: FOLDS });
  const commits: Commit[] = [];
  const engine = createEngine({ store, codec, readStore, folds: FOLDS, onCommit: (commit) => commits.push(commit) });
  const stop = new AbortController();
  const running = engine.run(stop.signal);
  await engine.caughtUp;
  const queries = createQueries(readStore);
  const shares = async (): Promise<number> => {
    const now = new Date().toISOString();
    return (await queries.collaborations({ viewer: collaborator, now, limit: 1 })).counts.all;
  };
  const before = await shares();
  const [provider] = providers;
  if (provider === undefined) throw new Error('the world has no provider');
  const { providerId, people } = provider;
  const stream = rosterStream(providerId);
  const commandId = randomUUID();
  const actor = { id: providerId, role: 'provider' };
  const metadata = { actor, causationId: commandId, commandId, correlationId: commandId };
  const data = { providerId, collaboratorId: people.get(luis.collaboratorId) ?? '' };
  const firstRevision = ((await store.headRevision(stream)) ?? -1) + 1;
  const events = await codec.encode([{ id: randomUUID(), type: 'CollaboratorRemoved', data, metadata }], {
    ...{ stream, firstRevision, time: new Date().toISOString() },
  });
  commits.length = 0;
  const began = performance.now();
  const { position } = await store.append({ stream, expected: firstRevision - 1, events });
  engine.wake();
  await engine.reached(position);
  const took = performance.now() - began;
  const after = await shares();
  stop.abort();
  await running;
  await readStore.close();
  await keys.close();
  await store.close();
  const changed = commits
    .flatMap(({ changed: groups }) => Object.values(groups))
    .reduce((sum, groups) => sum + groups.length, 0);
  return { before, after, took, changed };
};
