/** Starts the product as the configuration says, and stops it in order. */

import type { Logger } from 'pino';
import type { Config } from './config/index.js';
import { createLogger } from './http/logging/logger.js';
import { createApplication } from './http/server/application.js';
import { offerMetrics } from './metrics/index.js';
import { Identity } from './identity/index.js';
import { KonsilModule } from './konsil.module.js';
import { offerOpenApi } from './openapi/index.js';
import { openParts } from './process/parts.js';

/** The product while it runs. */
export interface Running {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly log: Logger;
  /** The one-time link that makes the first person; absent where somebody is there already. */
  readonly welcomeLink?: string;
  /** Answers what is under way, then stops everything. */
  close(): Promise<void>;
}

export const startKonsil = async (config: Config): Promise<Running> => {
  const log = createLogger(config.logLevel);
  const parts = await openParts(config, log, (cause) => {
    // What the process holds in memory may differ from what the disk holds: go on with nothing.
    log.fatal({ err: cause }, 'stopping at once');
    process.exit(70);
  });
  const closing: (() => Promise<unknown>)[] = [() => parts.close()];
  const close = async (): Promise<void> => {
    for (const step of closing.reverse()) await step();
  };
  try {
    const application = await createApplication(KonsilModule.with(parts, config, log), config, log);
    offerOpenApi(application, config);
    const metrics = await offerMetrics(application, parts, config);
    closing.push(async () => metrics?.close());
    closing.push(() => application.close());
    await application.listen({ host: config.host, port: config.port });
    const welcomeLink = await application.get(Identity).createWelcomeLink();
    return {
      url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${portOf(application.getHttpServer())}`,
      log,
      ...(welcomeLink !== undefined && { welcomeLink }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const portOf = (server: { address(): unknown }): number => {
  const address = server.address();
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port);
  throw new Error('the server listens on no port');
};
