/** `lag`: how soon after their acknowledgement commands are shown by queries, while many arrive, and to who waits for one. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import autocannon from 'autocannon';
import type { Survey } from '../benchmark.js';
import { openConversations } from './conversations.js';
import { freePort, makeSampleData, type Place, startKonsil, tokenOf } from './konsil.js';
import { quantile } from '../rounds.js';
import type { Shown } from './watcher.js';

const PER_SECOND = 1_000;
const CONNECTIONS = 64;
/** Seconds of the same load before it is measured: a server that has just been started is told apart. */
const WARM_UP = 2;
const MUST = { shown: 300, waited: 30 };
/** Commands one after the other, each followed by a query that waits for it. */
const WAITING = 300;

interface Acknowledged {
  readonly position: number;
  readonly at: number;
}

const now = (): number => performance.timeOrigin + performance.now();

const verdictOf = (p99: number, must: number): string =>
  `p99 ${p99.toFixed(1)} ms: ${p99 <= must ? 'meets its must' : 'MISSES its must'} (${must} ms)`;

export const lag: Survey = {
  name: 'lag',
  summary: `${PER_SECOND} commands a second: from acknowledgement to shown; and a query that waits for a command`,
  goal: `p99 ${MUST.shown} ms, to who waits ${MUST.waited} ms`,
  scale: { default: 20, of: 'seconds' },
  async *lines({ folder, scale }) {
    const place: Place = { data: join(folder, 'data'), port: await freePort(), projector: 'on' };
    await makeSampleData(place);
    const konsil = await startKonsil(place);
    try {
      const token = await tokenOf(place, 'anna');
      const paths = await openConversations(konsil.url, token, CONNECTIONS);
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const acknowledged: Acknowledged[] = [];
      const watcher = new Worker(new URL('./watcher.js', import.meta.url), { workerData: { data: place.data } });
      let asked = 0;
      const result = await autocannon({
        ...{ url: konsil.url, connections: CONNECTIONS, overallRate: PER_SECOND, duration: WARM_UP + scale },
        requests: [
          {
            method: 'POST',
            setupRequest: (base) => {
              const n = asked++;
              return {
                ...base,
                path: paths[n % paths.length] ?? '',
                headers: { ...headers, 'idempotency-key': randomUUID() },
                body: JSON.stringify({ text: `Message ${n}` }),
              };
            },
            onResponse: (_status, _body, _context, answered) => {
              const position = Number((answered as Readonly<Record<string, string>> | undefined)?.['konsil-position']);
              if (Number.isSafeInteger(position)) acknowledged.push({ position, at: now() });
            },
          },
        ],
      });
      if (acknowledged.length < result['2xx'] || result.non2xx > 0)
        throw new Error(`${result.non2xx} refused, ${acknowledged.length} of ${result['2xx']} with a position`);
      const last = Math.max(...acknowledged.map(({ position }) => position));
      await fetch(`${konsil.url}/orders?limit=1`, { headers: { ...headers, 'konsil-wait-for': String(last) } });
      watcher.postMessage('enough');
      const [seen] = (await once(watcher, 'message')) as [readonly Shown[]];
      const warm = Math.min(...acknowledged.map(({ at }) => at)) + WARM_UP * 1_000;
      const early = lagsOf(acknowledged, seen, ({ at }) => at < warm);
      const lags = lagsOf(acknowledged, seen, ({ at }) => at >= warm);
      const rate = lags.length / scale;
      yield `the first ${WARM_UP} s of a server just started: shown after p50 ${quantile(early, 0.5).toFixed(1)} ms, p99 ${quantile(early, 0.99).toFixed(1)} ms`;
      yield `then ${rate.toFixed(0)} commands/s for ${scale} s; shown after p50 ${quantile(lags, 0.5).toFixed(1)} ms, ${verdictOf(quantile(lags, 0.99), MUST.shown)}`;
      const waited = await waitedFor(konsil.url, paths, headers);
      yield `a query that waits, over HTTP, ${WAITING} times: p50 ${quantile(waited, 0.5).toFixed(1)} ms, ${verdictOf(quantile(waited, 0.99), MUST.waited)}`;
      yield JSON.stringify({
        ...{ bench: 'lag', rate: Number(rate.toFixed(1)), unit: 'ms' },
        ...{ p50: quantile(lags, 0.5), p99: quantile(lags, 0.99), waited: quantile(waited, 0.99) },
        p99Cold: quantile(early, 0.99),
      });
    } finally {
      await konsil.stop();
    }
  },
};

/** From each acknowledgement to the first moment at which its position was seen; 0 where it was seen before. */
const lagsOf = (
  acknowledged: readonly Acknowledged[],
  seen: readonly Shown[],
  isMeant: (one: Acknowledged) => boolean,
): readonly number[] => {
  const byPosition = seen.toSorted((one, other) => one.position - other.position);
  let next = 0;
  return acknowledged
    .filter(isMeant)
    .toSorted((one, other) => one.position - other.position)
    .map(({ position, at }) => {
      while (next < byPosition.length && (byPosition[next]?.position ?? 0) < position) next += 1;
      const shown = byPosition[next];
      if (shown === undefined) throw new Error(`position ${position} was never seen`);
      return Math.max(0, shown.at - at);
    });
};

/** Milliseconds from a command's answer to the answer of a query that has it. */
const waitedFor = async (
  url: string,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<readonly number[]> => {
  const waited: number[] = [];
  for (let n = 0; n < WAITING; n += 1) {
    const body = JSON.stringify({ text: `Waited for ${n}` });
    const answer = await fetch(url + (paths[n % paths.length] ?? ''), { method: 'POST', headers, body });
    await answer.arrayBuffer();
    const began = performance.now();
    const position = answer.headers.get('konsil-position') ?? '';
    const query = await fetch(`${url}/orders?limit=10`, { headers: { ...headers, 'konsil-wait-for': position } });
    await query.arrayBuffer();
    if (!query.ok) throw new Error(`GET /orders answered ${query.status}`);
    waited.push(performance.now() - began);
  }
  return waited;
};
