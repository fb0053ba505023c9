import { Server } from '@grpc/grpc-js';
import { clusterInfo, supportedMethods } from './calls/about.js';
import { append, batchAppend } from './calls/appending.js';
import { softDelete, tombstone } from './calls/deleting.js';
import { listen, type Door } from './door.js';
import { Faults } from './faults.js';
import { Log } from './log/log.js';
import { read } from './calls/reading.js';
import { GossipService, ServerFeaturesService, StreamsService } from './calls/wire.js';

export interface StandInOptions {
  /** Default: any free one. */
  readonly port?: number;
  /** Whether BatchAppend is offered; without it the client appends one by one (unary). Default true. */
  readonly batchAppend?: boolean;
  /** After how many ms a batch that was not finished is answered with Timeout. Default 2,000, as on a real server. */
  readonly writeTimeoutMs?: number;
}

export interface StandIn {
  readonly connectionString: string;
  readonly port: number;
  readonly faults: Faults;
  /** How often a slow reader has made the server wait. */
  pauses(): number;
  /** Subscriptions and batch calls that are open now. */
  openCalls(): number;
  /** Overwrites the data of an event with 0xFF, as redaction does. */
  redact(stream: string, revision: number): void;
  /** Ends at once, as kill -9 does; open calls break, the log stays. */
  stop(): Promise<void>;
  /** Serves again on the same port, by default with the same log; `wiped`: as after the loss of all data. */
  start(how?: 'same-log' | 'wiped'): Promise<void>;
  /** `stop` and `start`. */
  restart(how?: 'same-log' | 'wiped'): Promise<void>;
}

/** Starts a stand-in on 127.0.0.1. It ends with `stop()`. */
export const startStandIn = async (options: StandInOptions = {}): Promise<StandIn> => {
  const faults = new Faults();
  const pauses = { count: 0 };
  let log = new Log();
  let port = options.port ?? 0;
  let door: Door | undefined;

  const start = async (how: 'same-log' | 'wiped' = 'same-log'): Promise<void> => {
    if (how === 'wiped') log = new Log();
    const next = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    next.addService(StreamsService, {
      append: append(log, faults),
      batchAppend: batchAppend(log, faults, options.writeTimeoutMs ?? 2_000),
      delete: softDelete(log),
      read: read(log, faults, pauses),
      tombstone: tombstone(log),
    });
    next.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods(options.batchAppend ?? true) });
    next.addService(GossipService, { read: clusterInfo(() => port) });
    door = await listen(next, port);
    port = door.port;
  };
  const stop = async (): Promise<void> => {
    await door?.slam();
    door = undefined;
  };

  await start();
  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    faults,
    pauses: () => pauses.count,
    openCalls: () => faults.openCalls(),
    redact: (stream, revision) => log.redact(stream, revision),
    stop,
    start,
    restart: async (how) => {
      await stop();
      await start(how);
    },
  };
};
