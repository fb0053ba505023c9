/** One structured line per thing an operator should know: no personal data, no tokens, no addresses with their query. */

import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../../config/index.js';

export const LOGGER = Symbol('Logger');

/**
 * Writes JSON lines to standard output, or where it is told. Errors with name, code, message and stack; never their
 * other properties.
 */
export const createLogger = (level: LogLevel, destination: DestinationStream = pino.destination(1)): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: said } }, destination);

const said = (error: unknown): unknown =>
  error instanceof Error
    ? {
        name: error.name,
        code: (error as { code?: unknown }).code,
        message: error.message,
        stack: error.stack,
        cause: error.cause === undefined ? undefined : said(error.cause),
      }
    : { message: 'something that is no error was thrown' };

/** Nest's own messages, of which only warnings and errors interest an operator. */
export const nestLogger = (log: Logger): LoggerService => {
  const text = (message: unknown) => (typeof message === 'string' ? message : JSON.stringify(message));
  const context = (rest: readonly unknown[]) => ({ context: rest.findLast((part) => typeof part === 'string') });
  return {
    log: (message: unknown, ...rest: unknown[]) => log.debug(context(rest), text(message)),
    debug: (message: unknown, ...rest: unknown[]) => log.trace(context(rest), text(message)),
    verbose: (message: unknown, ...rest: unknown[]) => log.trace(context(rest), text(message)),
    warn: (message: unknown, ...rest: unknown[]) => log.warn(context(rest), text(message)),
    error: (message: unknown, ...rest: unknown[]) =>
      message instanceof Error
        ? log.error({ err: message, ...context(rest) }, 'an error')
        : log.error(context(rest), text(message)),
    fatal: (message: unknown, ...rest: unknown[]) => log.fatal(context(rest), text(message)),
  };
};
