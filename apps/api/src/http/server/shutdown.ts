/** Stopping without losing what is under way. */

import type { Logger } from 'pino';

interface Closable {
  close(): Promise<void>;
}

/**
 * Closes the application on SIGTERM and SIGINT: no new connections, requests under way are answered, then the process
 * ends by itself. Where that takes longer than the bound (milliseconds), or a second signal comes, it ends at once.
 */
export const closeOnSignals = (application: Closable, log: Logger, bound = 15_000): void => {
  let closing = false;
  const close = (signal: NodeJS.Signals) => {
    if (closing) {
      log.warn({ signal }, 'ended at once by a second signal');
      process.exit(1);
    }
    closing = true;
    log.info({ signal }, 'closing');
    const late = setTimeout(() => {
      log.error({ bound }, 'closing took too long');
      process.exit(1);
    }, bound);
    late.unref();
    application.close().then(
      () => {
        clearTimeout(late);
        log.info('closed');
        process.exitCode ??= 0;
      },
      (error: unknown) => {
        log.error({ err: error }, 'closing failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
};
