import type { AppendRequest, AppendResult } from '../../port.js';
import type { Reader } from '../reading/reader.js';

/** How far back a repeat with `any` or `stream-exists` is looked for; with a revision its place is known. */
const LOOK_BACK = 1_000;

/**
 * Where the events of a request already stand in their stream, in their order: the same append was taken before. Asked
 * only where the request can't be sent (a guard has moved); otherwise the server tells repeats itself.
 */
export const findRepeat = async (
  reader: Pick<Reader, 'readStream' | 'headRevision'>,
  request: AppendRequest,
): Promise<AppendResult | undefined> => {
  const { stream, expected, events } = request;
  const from =
    expected === 'no-stream' ? 0 : typeof expected === 'number' ? expected + 1 : await lookBack(reader, stream);
  let found = 0;
  const limit = typeof expected === 'number' || expected === 'no-stream' ? events.length : LOOK_BACK;
  for await (const stored of reader.readStream(stream, { from, limit })) {
    if (stored.id === events[found]?.id) found += 1;
    else if (found > 0 || limit === events.length) return undefined;
    if (found === events.length) return { revision: stored.revision, position: stored.position };
  }
  return undefined;
};

const lookBack = async (reader: Pick<Reader, 'readStream' | 'headRevision'>, stream: string): Promise<number> =>
  Math.max(0, (await reader.headRevision(stream)) - LOOK_BACK + 1);
