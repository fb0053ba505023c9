import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { AppendReq, AppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';
import { BatchCall, type BatchStream } from './batch-call.js';

const { StreamsClient, StreamsService } = streamsService;

/**
 * Other nodes lag behind: a head read from one of them would let a decision pass that the log has overtaken. A node that
 * leads no more says who does, and the client goes there.
 */
const AT_THE_LEADER = { requiresLeader: true };

/**
 * The client for connection, discovery and leader changes, with calls of our own (docs/decisions/kurrentdb-calls.md).
 * Its ready-made reads parse data and metadata, and so lose the stored bytes that digests are taken of; its appends
 * raise rejections that nobody can catch when a connection breaks under load.
 */
export class KurrentClient extends EventStoreDBClient {
  readonly #batchStreams = new WeakMap<InstanceType<typeof StreamsClient>, BatchStream | Promise<BatchStream>>();
  readonly #batchCalls = new WeakMap<BatchStream, BatchCall>();

  /** Opens a read or a subscription; whoever opens it listens for `error` and cancels it. */
  async openRead(request: ReadReq): Promise<ClientReadableStream<ReadResp>> {
    return this.GRPCStreamCreator(StreamsClient, 'read', (client) =>
      client.read(request, ...this.callArguments(AT_THE_LEADER, { deadline: Infinity })),
    )();
  }

  /**
   * Whether the server takes many appends on one call. The client asks once for a connection and keeps the answer, also
   * that there was none: then each append goes on a call of its own, which every server takes.
   */
  takesBatches(): Promise<boolean> {
    return this.supports(StreamsService.batchAppend).catch(() => false);
  }

  /** The one call for all batch appends; after it broke, the next one. */
  async batchCall(): Promise<BatchCall> {
    const open = (client: InstanceType<typeof StreamsClient>): BatchStream => {
      const stream = client.batchAppend(...this.callArguments(AT_THE_LEADER, { deadline: Infinity }));
      const abandoned = (): void => {
        if (this.#batchStreams.get(client) === stream) this.#batchStreams.delete(client);
      };
      this.#batchCalls.set(stream, new BatchCall(stream, abandoned));
      return stream;
    };
    const stream = await this.GRPCStreamCreator(StreamsClient, 'batchAppend', open, this.#batchStreams)();
    const call = this.#batchCalls.get(stream);
    if (call === undefined) throw new Error('The batch call was not opened here.');
    return call;
  }

  /** One append on a call of its own. */
  unaryAppend(messages: readonly AppendReq[], deadlineMs: number): Promise<AppendResp> {
    return this.execute(
      StreamsClient,
      'append',
      (client) =>
        new Promise<AppendResp>((resolve, reject) => {
          const call = client.append(...this.callArguments({ deadline: deadlineMs }), (error, response) => {
            if (error === null) resolve(response);
            else reject(error);
          });
          call.on('error', reject);
          for (const message of messages) call.write(message);
          call.end();
        }),
    );
  }
}
