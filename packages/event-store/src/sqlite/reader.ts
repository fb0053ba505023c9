/** Reads of `events.db` in pages: no stream and no log is ever loaded whole. */

import type { Database, Statement } from 'better-sqlite3';
import type { ReadOptions, StoredEvent } from '../port.js';
import { reading } from './failures.js';

/** How many rows one step of a read fetches. */
const PAGE = 256;

const COLUMNS = `e.id, e.type, s.name AS stream, e.revision, e.position, e.recorded_at AS recordedAt, e.data, e.metadata`;
const FROM = 'events e JOIN streams s ON s.key = e.stream';

interface Place {
  readonly at: number;
  readonly limit: number;
}

/** Where an event id stands. */
export interface EventId {
  readonly stream: string;
  readonly id: string;
  readonly revision: number;
}

/** The columns of {@link COLUMNS}: a list costs a good deal less than an object that SQLite's binding puts together. */
type EventRow = [
  id: string,
  type: string,
  stream: string,
  revision: number,
  position: number,
  recordedAt: string,
  data: string,
  metadata: string,
];

const eventOf = ([id, type, stream, revision, position, recordedAt, data, metadata]: EventRow): StoredEvent => ({
  id,
  type,
  stream,
  revision,
  position,
  recordedAt,
  data,
  metadata,
});

interface PageQuery {
  all(place: Place & { readonly stream: number }): StoredEvent[];
}

/** A value behind a `+` is taken as it comes. For one without SQLite plans a statement that sorts anew, each time it is run. */
export class Reader {
  readonly #streamKey: Statement<[string], number>;
  readonly #headRevision: Statement<[number], number | null>;
  readonly #headPosition: Statement<[], number | null>;
  readonly #newestIds: Statement<[number], EventId>;
  readonly #ofStream: Record<'forwards' | 'backwards', PageQuery>;
  readonly #ofLog: Record<'forwards' | 'backwards', PageQuery>;

  constructor(db: Database) {
    const page = (where: string, order: string): PageQuery => {
      const rows = db
        .prepare<[Place & { readonly stream: number }], EventRow>(
          `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} ORDER BY ${order} LIMIT +@limit`,
        )
        .raw();
      return { all: (place) => rows.all(place).map(eventOf) };
    };
    this.#streamKey = db.prepare<[string], number>('SELECT key FROM streams WHERE name = ?').pluck();
    this.#headRevision = db
      .prepare<[number], number | null>('SELECT max(revision) FROM events WHERE stream = +?')
      .pluck();
    this.#headPosition = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck();
    this.#newestIds = db.prepare(
      `SELECT s.name AS stream, e.id, e.revision FROM ${FROM} ORDER BY e.position DESC LIMIT +?`,
    );
    this.#ofStream = {
      forwards: page('e.stream = +@stream AND e.revision >= +@at', 'e.revision'),
      backwards: page('e.stream = +@stream AND e.revision <= +@at', 'e.revision DESC'),
    };
    this.#ofLog = {
      forwards: page('e.position >= +@at', 'e.position'),
      backwards: page('e.position <= +@at', 'e.position DESC'),
    };
  }

  keyOf(stream: string): number | undefined {
    return reading(() => this.#streamKey.get(stream));
  }

  headRevision(streamKey: number): number {
    return reading(() => this.#headRevision.get(streamKey) ?? -1);
  }

  headPosition(): number {
    return reading(() => this.#headPosition.get() ?? -1);
  }

  /** Up to `limit` events behind a position. */
  after(position: number, limit: number): readonly StoredEvent[] {
    return reading(() => this.#ofLog.forwards.all({ stream: -1, at: position + 1, limit }));
  }

  /** Up to `limit` events of a stream from a revision on. */
  inStream(streamKey: number, from: number, limit: number): readonly StoredEvent[] {
    return reading(() => this.#ofStream.forwards.all({ stream: streamKey, at: from, limit }));
  }

  /** Stream, id and revision of the log's newest events, oldest of them first. */
  newestIds(limit: number): readonly EventId[] {
    return reading(() => this.#newestIds.all(limit)).reverse();
  }

  *stream(streamKey: number, options: ReadOptions): Generator<StoredEvent> {
    yield* this.#pages(this.#ofStream, streamKey, options, (event) => event.revision);
  }

  *log(options: ReadOptions): Generator<StoredEvent> {
    yield* this.#pages(this.#ofLog, -1, options, (event) => event.position);
  }

  *#pages(
    statements: Record<'forwards' | 'backwards', PageQuery>,
    stream: number,
    { from, direction = 'forwards', limit = Infinity }: ReadOptions,
    placeOf: (event: StoredEvent) => number,
  ): Generator<StoredEvent> {
    const step = direction === 'forwards' ? 1 : -1;
    let at = from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    let left = limit;
    while (left > 0) {
      const size = Math.min(PAGE, left);
      const page = reading(() => statements[direction].all({ stream, at, limit: size }));
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < size) return;
      at = placeOf(last) + step;
      left -= page.length;
    }
  }
}
