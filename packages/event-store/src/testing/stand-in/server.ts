import { Server, ServerCredentials } from '@grpc/grpc-js';
import { clusterInfo, supportedMethods } from './calls/about.js';
import { append, batchAppend } from './calls/appending.js';
import { softDelete, tombstone } from './calls/deleting.js';
import { read } from './calls/reading.js';
import { GossipService, ServerFeaturesService, StreamsService } from './calls/wire.js';
import { listen, type Door } from './door.js';
import { Faults } from './faults.js';
import { Log } from './log/log.js';
import { type Member, type Node, refusalOf, type User } from './node.js';

export interface StandInOptions {
  /** Default: any free one. */
  readonly port?: number;
  /** Whether BatchAppend is offered; without it the client appends one by one (unary). Default true. */
  readonly batchAppend?: boolean;
  /** After how many ms a batch that was not finished is answered with Timeout. Default 2,000, as on a real server. */
  readonly writeTimeoutMs?: number;
  /** Largest append. Default 1 MiB, as on servers before 25.0. */
  readonly maxAppendBytes?: number;
  /** PEM texts; without them connections are not encrypted. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** Who alone may read and write; everybody where it is left out. */
  readonly user?: User;
}

export interface StandIn {
  /** Without credentials, and without the file of the authority where the server has TLS. */
  readonly connectionString: string;
  readonly port: number;
  readonly faults: Faults;
  /** How often a slow reader has made the server wait. */
  pauses(): number;
  /** How many events reads and subscriptions were sent. */
  eventsSent(): number;
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

/** A place in a cluster: nodes share the log, and one of them leads, or none. */
export interface Place {
  readonly log: Log;
  members(): readonly Member[];
}

const MIB = 1024 * 1024;
const HOST = '127.0.0.1';

/** Starts a stand-in on 127.0.0.1. It ends with `stop()`. */
export const startStandIn = async (options: StandInOptions = {}, place?: Place): Promise<StandIn> => {
  const faults = new Faults();
  const sent = { events: 0, pauses: 0 };
  let log = place?.log ?? new Log();
  let port = options.port ?? 0;
  let door: Door | undefined;
  const members = (): readonly Member[] => place?.members() ?? [{ host: HOST, port, leads: true }];
  const refusal: Node['refusal'] = (headers) => {
    const leader = members().find(({ leads }) => leads);
    const leads = leader?.port === port;
    return refusalOf(headers, { leads, ...(options.user && { user: options.user }), ...(leader && { leader }) });
  };

  const start = async (how: 'same-log' | 'wiped' = 'same-log'): Promise<void> => {
    if (how === 'wiped') log = new Log();
    const { maxAppendBytes = MIB, writeTimeoutMs = 2_000, tls } = options;
    const node: Node = { log, faults, sent, maxAppendBytes, writeTimeoutMs, refusal };
    const next = new Server({ 'grpc.max_receive_message_length': 17 * MIB });
    next.addService(StreamsService, {
      append: append(node),
      batchAppend: batchAppend(node),
      delete: softDelete(node),
      read: read(node),
      tombstone: tombstone(node),
    });
    next.addService(ServerFeaturesService, {
      getSupportedMethods: supportedMethods(options.batchAppend ?? true, faults),
    });
    next.addService(GossipService, { read: clusterInfo(members) });
    door = await listen(next, port, credentialsOf(tls));
    port = door.port;
  };
  const stop = async (): Promise<void> => {
    await door?.slam();
    door = undefined;
  };

  await start();
  return {
    connectionString: `esdb://${HOST}:${port}?tls=${options.tls !== undefined}`,
    port,
    faults,
    pauses: () => sent.pauses,
    eventsSent: () => sent.events,
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

const credentialsOf = (tls: StandInOptions['tls']): ServerCredentials =>
  tls === undefined
    ? ServerCredentials.createInsecure()
    : ServerCredentials.createSsl(null, [
        { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
      ]);
