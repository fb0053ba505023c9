/** Measures what an application answers, and offers that with the state of its parts. */

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/index.js';
import { ReadinessService } from '../health/index.js';
import type { Parts } from '../process/parts.js';
import { FOLDS } from '../process/read-models.js';
import type { MetricsServer } from './serve.js';

/**
 * Before the application listens. Nothing is loaded where no metrics are wanted.
 * @throws where the port is taken
 */
export const offerMetrics = async (
  application: NestFastifyApplication,
  { readStore }: Pick<Parts, 'readStore'>,
  { host, metricsPort }: Pick<Config, 'host' | 'metricsPort'>,
): Promise<MetricsServer | undefined> => {
  if (metricsPort === undefined) return undefined;
  const [{ Metrics }, { serveMetrics }] = await Promise.all([import('./metrics.js'), import('./serve.js')]);
  const readiness = application.get(ReadinessService);
  const metrics = new Metrics({
    readiness: () => readiness.now(),
    parkedGroups: async () => {
      const parked = await readStore.parked();
      return Object.fromEntries(FOLDS.map(({ name }) => [name, parked.filter(({ fold }) => fold === name).length]));
    },
  });
  const server = application.getHttpAdapter().getInstance();
  server.addHook('onResponse', ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    metrics.answered({ method, route: routeOptions.url, status: statusCode, seconds: elapsedTime / 1e3 });
    done();
  });
  return serveMetrics(metrics, { host, port: metricsPort });
};
