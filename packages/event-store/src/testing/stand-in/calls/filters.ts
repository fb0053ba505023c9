/** Which records a filtered subscription shows: stream names or event types, by prefixes or by one regular expression. */

import type { LogRecord } from '../log/record.js';
import type { streams } from './wire.js';

export interface Filter {
  shows(record: LogRecord): boolean;
  /** A checkpoint is due after so many scanned records. */
  readonly checkpointEvery: number;
}

/** The server counts checkpoints in windows of so many records. */
const WINDOW = 32;

type Expression = streams.ReadReq.Options.FilterOptions.Expression;

const matcher = (expression: Expression): ((text: string) => boolean) => {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  const pattern = new RegExp(expression.getRegex());
  return (text) => pattern.test(text);
};

export const filterOf = (options: streams.ReadReq.Options): Filter | undefined => {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const checkpointEvery = Math.max(1, filter.getCheckpointintervalmultiplier()) * WINDOW;
  const byStream = filter.getStreamIdentifier();
  if (byStream !== undefined) {
    const matches = matcher(byStream);
    return { checkpointEvery, shows: (record) => matches(record.stream) };
  }
  const byType = filter.getEventType();
  const matches = byType === undefined ? () => true : matcher(byType);
  return { checkpointEvery, shows: (record) => matches(record.type) };
};
