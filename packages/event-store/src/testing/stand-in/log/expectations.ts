/**
 * Whether the server takes an append: expected revision and repeats. A repeat is told by event ids and by where they
 * stand, never by what the events hold; a leading part of a batch counts, another order or a partial overlap does not.
 */

import type { LogRecord, ProposedEvent } from './record.js';

export type Expected = 'any' | 'no-stream' | 'stream-exists' | number;

export interface StreamState {
  readonly records: readonly LogRecord[];
  readonly tombstoned: boolean;
  /** Soft-deleted, and nothing appended since. */
  hidden: boolean;
}

export type Decision =
  | { readonly kind: 'write' }
  /** Written before; `revision` of the last of these events. */
  | { readonly kind: 'repeated'; readonly revision: number }
  /** `current` -1: the stream has no event. */
  | { readonly kind: 'wrong-expected-version'; readonly current: number }
  | { readonly kind: 'deleted' };

type Ids = readonly Pick<ProposedEvent, 'id'>[];
type Written = (id: string) => LogRecord | undefined;

export const check = (state: StreamState, expected: Expected, events: Ids, written: Written): Decision => {
  const current = state.records.length - 1;
  const wrong: Decision = { kind: 'wrong-expected-version', current };
  if (state.tombstoned) return { kind: 'deleted' };
  if (expected === 'stream-exists') {
    if (state.hidden) return { kind: 'deleted' };
    if (current < 0) return wrong;
  }
  if (expected === 'any' || expected === 'stream-exists') return checkAnywhere(state, events, written) ?? wrong;
  const revision = expected === 'no-stream' ? -1 : expected;
  if (revision > current) return wrong;
  if (revision === current) return { kind: 'write' };
  return checkBehind(state, revision, expected, events) ?? wrong;
};

/** By ids alone; the first id decides whether the batch is new. */
const checkAnywhere = (state: StreamState, events: Ids, written: Written): Decision | undefined => {
  let last: number | undefined;
  for (const [index, { id }] of events.entries()) {
    const record = written(id);
    if (record === undefined || record.stream !== state.records[0]?.stream) {
      return index === 0 ? { kind: 'write' } : undefined;
    }
    last = Number(record.revision);
  }
  return last === undefined ? { kind: 'write' } : { kind: 'repeated', revision: last };
};

/** The expected revision lies behind the stream's end: a repeat if the same ids stand there, in the same order. */
const checkBehind = (state: StreamState, expected: number, asked: Expected, events: Ids): Decision | undefined => {
  for (const [index, { id }] of events.entries()) {
    if (state.records[expected + 1 + index]?.id === id) continue;
    return index === 0 && asked === 'no-stream' && state.hidden ? { kind: 'write' } : undefined;
  }
  if (events.length === 0) return asked === 'no-stream' && state.hidden ? { kind: 'write' } : undefined;
  return { kind: 'repeated', revision: expected + events.length };
};
