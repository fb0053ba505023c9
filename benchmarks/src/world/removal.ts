/** `removal`: a collaborator with most of all cases is removed: how soon that holds in every list, and what is written for it. */

import { join } from 'node:path';
import { type CollaboratorId, type DomainEvent, rosterStream } from '@konsil/domain';
import { luis } from '@konsil/domain/testing';
import { type Commit, createQueries } from '@konsil/projections';
import type { Survey } from '../benchmark.js';
import { makeLog } from '../history/log.js';
import { append, writeChapters } from '../history/write.js';
import { catchUp, inFile, type Rows, startReadSide } from './read-side.js';
import { aWorld, type World } from './world.js';

const MUST = 50;

export const removal: Survey = {
  name: 'removal',
  summary: 'a collaborator of half of a world is removed: from the append to the lists, and the groups that changed',
  goal: `${MUST} ms, one group`,
  scale: { default: 20_000, of: 'cases' },
  async *lines({ folder, scale }) {
    const world = aWorld(scale);
    const log = join(folder, 'log');
    const rows = inFile(join(folder, 'rows.db'));
    await makeLog(log, (store, codec) => writeChapters(store, codec, world.chapters()));
    yield `rows built in ${(await catchUp(log, rows)).toFixed(0)} s`;
    const { before, after, took, changed } = await removed(log, rows, world);
    const isMet = took <= MUST && changed === 1;
    yield `${before - after} of ${before} shares ended in ${took.toFixed(1)} ms, ${changed} group changed: ${isMet ? 'meets its must' : 'MISSES its must'}`;
    yield JSON.stringify({ bench: 'removal', cases: scale, ended: before - after, took, changed, unit: 'ms' });
  },
};

/** From before the append until the rows have it; shares by the counts of the dashboard. */
const removed = async (log: string, rows: Rows, { providers, collaborator }: World) => {
  const [provider] = providers;
  if (provider === undefined) throw new Error('the world has no provider');
  const { providerId, people } = provider;
  const commits: Commit[] = [];
  const onCommit = (commit: Commit): void => void commits.push(commit);
  const { store, codec, readStore, engine, stop, close } = await startReadSide(log, rows, {
    readOnly: false,
    onCommit,
  });
  await engine.caughtUp;
  const queries = createQueries(readStore);
  const shares = async (): Promise<number> => {
    const now = new Date().toISOString();
    return (await queries.collaborations({ viewer: collaborator, now, limit: 1 })).counts.all;
  };
  const before = await shares();
  const stream = rosterStream(providerId);
  const data = { providerId, collaboratorId: people.get(luis.collaboratorId) as CollaboratorId };
  const events: readonly DomainEvent[] = [{ type: 'CollaboratorRemoved', data }];
  const next = ((await store.headRevision(stream)) ?? -1) + 1;
  commits.length = 0;
  const began = performance.now();
  const position = await append(store, codec, { stream, actor: providerId, events }, next);
  engine.wake();
  await engine.reached(position);
  const took = performance.now() - began;
  const after = await shares();
  await stop();
  await close();
  const changed = commits.flatMap(({ changed: groups }) => Object.values(groups).flat()).length;
  return { before, after, took, changed };
};
