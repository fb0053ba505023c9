/**
 * Word of changed rows from the process that folds to the others that read the same database: PostgreSQL's `NOTIFY` and
 * `LISTEN`. It carries ids; who hears it judges by the rows, which are there before it is sent.
 */

import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Told } from '../engine/index.js';
import { connect } from '../read-store/postgres/connections.js';
import { checkSchema } from '../read-store/postgres/places.js';

export interface ToldPlace {
  readonly connectionString: string;
  /** Of the read store. */
  readonly schema?: string;
}

/** PostgreSQL takes no longer ones than 8,000. */
const MOST_BYTES = 7_500;
/** Milliseconds until a lost connection is made anew. */
const PAUSE = 500;

const channelOf = (schema: string): string => `${schema}_told`;

export class ToldSender {
  readonly #pool: pg.Pool;
  readonly #channel: string;
  /** What was sent last; the next waits for it, so that all is heard in its order. */
  #sent: Promise<void> = Promise.resolve();

  /** @throws Error for a schema's name that is none */
  constructor({ connectionString, schema = 'konsil' }: ToldPlace) {
    checkSchema(schema);
    this.#pool = connect({ connectionString, schema }, { most: 1, readOnly: false });
    this.#channel = channelOf(schema);
  }

  /** Rejects where the database did not take it: who listens hears nothing of it then. */
  send(told: readonly Told[]): Promise<void> {
    const sending = this.#sent.then(async () => {
      for (const text of packed(told)) await this.#pool.query('SELECT pg_notify($1, $2)', [this.#channel, text]);
    });
    this.#sent = sending.catch(() => undefined);
    return sending;
  }

  async close(): Promise<void> {
    await this.#sent;
    await this.#pool.end();
  }
}

/** As few texts as they fit in. */
const packed = (told: readonly Told[]): readonly string[] => {
  const texts: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  const pack = (): void => {
    if (parts.length > 0) texts.push(`[${parts.join()}]`);
    [parts, bytes] = [[], 0];
  };
  for (const one of told) {
    const text = JSON.stringify(one);
    const size = Buffer.byteLength(text) + 1;
    if (bytes + size > MOST_BYTES) pack();
    parts.push(text);
    bytes += size;
  }
  pack();
  return texts;
};

export interface Hearing {
  readonly onTold: (told: readonly Told[]) => void;
  /** The connection was lost and is there again: something may not have been heard. */
  readonly onGap: () => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface Heard {
  /** Resolves when it listens for the first time. */
  readonly listening: Promise<void>;
  close(): Promise<void>;
}

/** Listens until it is closed, whatever becomes of the connection. */
export const hearTold = ({ connectionString, schema = 'konsil' }: ToldPlace, hearing: Hearing): Heard => {
  checkSchema(schema);
  const stopping = new AbortController();
  let isListening: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => (isListening = resolve));
  const running = (async () => {
    let hasListened = false;
    while (!stopping.signal.aborted) {
      const onListening = (): void => {
        if (hasListened) hearing.onGap();
        hasListened = true;
        isListening();
      };
      await hearOnce(connectionString, channelOf(schema), hearing, onListening, stopping.signal);
      await delay(PAUSE, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    listening,
    close: async () => {
      stopping.abort();
      await running;
    },
  };
};

/** Resolves when the connection has ended, or the signal has. */
const hearOnce = async (
  connectionString: string,
  channel: string,
  { onTold, onTrouble }: Hearing,
  onListening: () => void,
  signal: AbortSignal,
): Promise<void> => {
  const client = new pg.Client({ connectionString });
  // Told by what waits for the client; one that comes when nothing does is of no more use.
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => onTold(JSON.parse(payload ?? '[]') as readonly Told[]));
  try {
    await client.connect();
    await client.query(`LISTEN "${channel}"`);
    onListening();
    await once(client, 'end', { signal });
  } catch (error) {
    if (!signal.aborted) onTrouble(error);
  } finally {
    await client.end().catch(() => undefined);
  }
};
