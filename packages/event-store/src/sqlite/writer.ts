/** Writes one append inside an open transaction; knows streams' heads and the log's. */

import type { Database, Statement } from 'better-sqlite3';
import type { AppendRequest, AppendResult, StoredEvent } from '../port.js';
import { eventCheck } from '../row-check.js';
import { Heads } from './heads.js';
import { place } from './placing.js';
import type { Reader } from './reader.js';

/** What a hook may do with the transaction that its events are written in. */
export type AppendTransaction = Pick<Database, 'prepare' | 'exec'>;
/** Runs inside the transaction of every append, behind its events; throwing refuses that append alone. */
export type OnAppend = (events: readonly StoredEvent[], transaction: AppendTransaction) => void;

type EventRow = [number, number, number, string, string, string, string, string, Buffer];

export class Writer {
  readonly heads: Heads;
  readonly #newStream: Statement<[string]>;
  readonly #insert: Statement<EventRow>;
  readonly #savepoint: Statement<[]>;
  readonly #release: Statement<[]>;
  readonly #rollback: Statement<[]>;
  #position: number;
  #recordedAt: string;

  constructor(
    private readonly db: Database,
    private readonly reader: Reader,
    private readonly clock: () => number,
    private readonly onAppend: OnAppend | undefined,
  ) {
    this.heads = new Heads(reader);
    this.#newStream = db.prepare('INSERT INTO streams (name) VALUES (?)');
    this.#insert = db.prepare(
      `INSERT INTO events (position, stream, revision, id, type, recorded_at, data, metadata, row_check)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#savepoint = db.prepare('SAVEPOINT append');
    this.#release = db.prepare('RELEASE append');
    this.#rollback = db.prepare('ROLLBACK TO append');
    this.#position = reader.headPosition();
    this.#recordedAt = reader.after(this.#position - 1, 1)[0]?.recordedAt ?? '';
  }

  /** Position of the log's last event, -1 where it has none. */
  get headPosition(): number {
    return this.#position;
  }

  /** The time of this transaction's events; the log's time never runs backwards. */
  beginGroup(): void {
    const now = new Date(this.clock()).toISOString();
    if (now > this.#recordedAt) this.#recordedAt = now;
  }

  /**
   * A conflict throws before anything is written, so a savepoint is needed only around a hook that may refuse what is
   * written already.
   */
  write(request: AppendRequest): AppendResult {
    const placing = place(request, this.heads, this.reader);
    if (placing.kind === 'repeat') return { revision: placing.last.revision, position: placing.last.position };
    const key = placing.head.key;
    const next = placing.head.revision + 1;
    return this.onAppend === undefined
      ? this.#writeEvents(request, key, next)
      : this.#writeWithHook(request, key, next, this.onAppend);
  }

  #writeEvents({ stream, events }: AppendRequest, known: number | undefined, next: number): AppendResult {
    const key = known ?? Number(this.#newStream.run(stream).lastInsertRowid);
    let position = this.#position;
    let revision = next - 1;
    for (const { id, type, data, metadata } of events) {
      position += 1;
      revision += 1;
      const check = eventCheck(position, this.#recordedAt, metadata);
      this.#insert.run(position, key, revision, id, type, this.#recordedAt, data, metadata, check);
    }
    this.#position = position;
    this.heads.moved(stream, { key, revision }, events, next);
    return { revision, position };
  }

  #writeWithHook(request: AppendRequest, key: number | undefined, next: number, onAppend: OnAppend): AppendResult {
    const before = this.#position;
    this.#savepoint.run();
    try {
      const result = this.#writeEvents(request, key, next);
      onAppend(this.reader.after(before, request.events.length), this.db);
      this.#release.run();
      return result;
    } catch (error) {
      this.#rollback.run();
      this.#release.run();
      this.#position = before;
      this.heads.forget(request.stream);
      throw error;
    }
  }
}
