import { EventStoreError } from '../../errors.js';
import type { AppendRequest, AppendResult } from '../../port.js';
import type { Reader } from '../reading/reader.js';
import { findRepeat } from './repeats.js';

/**
 * Reads the heads of the guarded streams. Answers with the result of the same append where it was written before: a
 * repeat stays a repeat although a guard has moved since.
 *
 * @throws EventStoreError `guard-moved`, and nothing was written
 */
export const checkGuards = async (
  reader: Pick<Reader, 'readStream' | 'headRevision'>,
  request: AppendRequest,
): Promise<AppendResult | undefined> => {
  const guards = request.guards ?? [];
  const heads = await Promise.all(guards.map((guard) => reader.headRevision(guard.stream)));
  const moved = guards.findIndex((guard, index) => guard.revision !== heads[index]);
  const guard = guards[moved];
  if (guard === undefined) return undefined;
  const repeated = await findRepeat(reader, request);
  if (repeated !== undefined) return repeated;
  const actual = heads[moved] ?? -1;
  throw new EventStoreError('guard-moved', `A stream the decision rests on has moved to revision ${actual}.`, {
    stream: guard.stream,
    expected: guard.revision,
    actual,
  });
};
