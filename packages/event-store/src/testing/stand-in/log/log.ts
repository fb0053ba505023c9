/**
 * The stand-in's log in memory, with the server's rules for expected revisions, repeats and deleted streams. Positions
 * are byte offsets as on a real server: strictly increasing, never dense.
 */

import { randomUUID } from 'node:crypto';
import { check, type Decision, type Expected, type StreamState } from './expectations.js';
import type { LogRecord, ProposedEvent } from './record.js';
import { firstReadable, hiddenMetadata, isHidden, reopenedMetadata } from './stream-metadata.js';

export type AppendOutcome =
  | { readonly kind: 'taken'; readonly revision: number; readonly position: number }
  | Extract<Decision, { kind: 'wrong-expected-version' | 'deleted' }>;

/** The revision that the server gives the last event of a tombstoned stream. */
const TOMBSTONE = 2n ** 63n - 1n;
const RECORD_OVERHEAD = 91;
const NO_BYTES = new Uint8Array();

interface Stream extends StreamState {
  records: LogRecord[];
  tombstoned: boolean;
}

export class Log {
  /** Every record in the order of the log, the server's own included. */
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, Stream>();
  /** Where each event id was written last: what makes a repeat with `any` known. */
  readonly #written = new Map<string, LogRecord>();
  readonly #waiting = new Set<() => void>();
  #end = 0;

  constructor() {
    this.#write('$settings', [this.#ownEvent('$settings-changed', '{}')]);
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): AppendOutcome {
    const state = this.#state(stream);
    const decision = check(state, expected, events, (id) => this.#written.get(id));
    if (decision.kind === 'repeated') {
      const record = state.records[decision.revision];
      return { kind: 'taken', revision: decision.revision, position: record?.position ?? 0 };
    }
    if (decision.kind !== 'write') return decision;
    if (state.hidden) this.#writeMetadata(stream, reopenedMetadata(state.records.length));
    const last = this.#write(stream, events);
    return { kind: 'taken', revision: Number(last?.revision ?? 0), position: last?.position ?? 0 };
  }

  /** Soft delete: reads as not found until the next append, whose revisions go on. */
  delete(stream: string, expected: Expected): AppendOutcome {
    const decision = this.#checkDelete(stream, expected);
    if (decision.kind !== 'write') return decision;
    const last = this.#writeMetadata(stream, hiddenMetadata);
    return { kind: 'taken', revision: Number(last.revision), position: last.position };
  }

  tombstone(stream: string, expected: Expected): AppendOutcome {
    const decision = this.#checkDelete(stream, expected);
    if (decision.kind !== 'write') return decision;
    const record = this.#record(stream, TOMBSTONE, this.#ownEvent('$streamDeleted', ''));
    this.#state(stream).tombstoned = true;
    this.#wake();
    return { kind: 'taken', revision: 0, position: record.position };
  }

  isTombstoned(stream: string): boolean {
    return this.#state(stream).tombstoned;
  }

  /** What a read may show of a stream; `undefined` where the server answers not-found. */
  readable(stream: string, now = Date.now()): readonly LogRecord[] | undefined {
    const state = this.#state(stream);
    if (state.records.length === 0 || state.hidden) return undefined;
    const first = firstReadable(this.#metadata(stream), state.records, now);
    return first === 0 ? state.records : state.records.slice(first);
  }

  /** Overwrites the bytes of an event, as redaction does. */
  redact(stream: string, revision: number): void {
    const record = this.#state(stream).records[revision];
    if (record !== undefined) record.data.fill(0xff);
  }

  /** Resolves with the next change of the log, or when the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  #checkDelete(stream: string, expected: Expected): Exclude<Decision, { kind: 'repeated' }> {
    const state = this.#state(stream);
    const decision = check(state, expected, [], () => undefined);
    return decision.kind === 'repeated' ? { kind: 'write' } : decision;
  }

  #state(stream: string): Stream {
    const known = this.#streams.get(stream);
    if (known === undefined) return { records: [], tombstoned: false, hidden: false };
    known.hidden = isHidden(this.#metadata(stream));
    return known;
  }

  #metadata(stream: string): LogRecord | undefined {
    return stream.startsWith('$$') ? undefined : this.#streams.get(`$$${stream}`)?.records.at(-1);
  }

  #writeMetadata(stream: string, text: string): LogRecord {
    const event = this.#ownEvent('$metadata', text);
    return this.#write(`$$${stream}`, [event]) ?? this.#record(`$$${stream}`, 0n, event);
  }

  #write(stream: string, events: readonly ProposedEvent[]): LogRecord | undefined {
    const start = this.#streams.get(stream)?.records.length ?? 0;
    const written = events.map((event, index) => this.#record(stream, BigInt(start + index), event));
    this.#wake();
    return written.at(-1);
  }

  #record(stream: string, revision: bigint, event: ProposedEvent): LogRecord {
    const record = { ...event, stream, revision, position: this.#end, created: Date.now() };
    this.#end += RECORD_OVERHEAD + stream.length + event.type.length + event.data.length + event.metadata.length;
    this.records.push(record);
    this.#written.set(event.id, record);
    const state = this.#streams.get(stream) ?? { records: [], tombstoned: false, hidden: false };
    this.#streams.set(stream, state);
    if (revision !== TOMBSTONE) state.records.push(record);
    return record;
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  #ownEvent(type: string, text: string): ProposedEvent {
    const data = Uint8Array.from(Buffer.from(text));
    return { id: randomUUID(), type, contentType: 'application/json', data, metadata: NO_BYTES };
  }
}
