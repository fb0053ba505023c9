/** `http` and `http-live`: one durable command per request against a POST that does nothing, through the same web stack. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Benchmark, Measurement, Prepared } from '../benchmark.js';
import { openConversations } from './conversations.js';
import { freePort, makeSampleData, type Place, startKonsil, stateHitRateOf, tokenOf } from './konsil.js';
import { lagDuring } from './lag-during.js';
import { measureLoad, type PreparedRequest } from './load.js';
import { startNoOp } from './no-op.js';

/** More than there are connections, so that no two of them wait for the same conversation. */
const CONVERSATIONS = 64;
/** Requests to each side before anything is measured. */
const WARM_UP = 3000;

const prepare = async (folder: string, amount: number, projector: Place['projector']): Promise<Prepared> => {
  const place: Place = { data: join(folder, 'data'), port: await freePort(), projector };
  await makeSampleData(place);
  const noOp = await startNoOp();
  const filler = await startKonsil({ ...place, projector: 'on' });
  const token = await tokenOf(place, 'anna');
  const paths = await openConversations(filler.url, token, CONVERSATIONS).finally(filler.stop);
  const konsil = await startKonsil(place);

  const request = (n: number): PreparedRequest => ({
    path: paths[n % paths.length] ?? '',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ text: `Message ${n}: please look at the attachment on 13 again` }),
  });
  const baseline = (requests: number): Promise<Measurement> =>
    measureLoad({ url: noOp.url, amount: requests, request: (n) => ({ ...request(n), path: '/no-op' }) });
  const commands = async (requests: number): Promise<Measurement> => {
    const { value, notes } = await measureLoad({ url: konsil.url, amount: requests, request });
    return { value, notes: { ...notes, 'states found in memory': await stateHitRateOf(konsil.url) } };
  };
  const live = async (requests: number): Promise<Measurement> => {
    const { result, p99, drained } = await lagDuring(place.data, () => commands(requests));
    return { ...result, notes: { ...result.notes, 'lag p99 ms': p99, 'rest folded after ms': drained } };
  };
  const candidate = projector === 'on' ? live : commands;

  await baseline(WARM_UP);
  await candidate(WARM_UP);
  return {
    baseline: () => baseline(amount),
    candidate: () => candidate(amount),
    close: async () => {
      await konsil.stop();
      await noOp.stop();
    },
  };
};

const shared = {
  unit: 'requests/s',
  scale: { default: 20_000, of: 'requests' },
} as const;

export const http: Benchmark = {
  ...shared,
  name: 'http',
  summary: 'one durable command per request, 32 connections, projector off, against a no-op POST of the same stack',
  budget: { must: 0.5, aim: 0.7 },
  prepare: ({ folder, scale }) => prepare(folder, scale, 'off'),
};

export const httpLive: Benchmark = {
  ...shared,
  name: 'http-live',
  summary: 'the same with the projector folding in its own worker, against the same no-op POST',
  budget: { must: 0.35, aim: 0.5 },
  prepare: ({ folder, scale }) => prepare(folder, scale, 'on'),
};
