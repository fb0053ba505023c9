import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';

/**
 * The client, with reads that hand on the server's own answers. The client's ready-made reads parse data and metadata
 * and so lose the stored bytes that digests are taken of; they also emit `caughtUp` apart from the order of the events.
 * Appends are the client's own: connection, discovery, leader changes and both append paths stay with it.
 */
export class KurrentClient extends EventStoreDBClient {
  readonly #reads = new Set<ClientReadableStream<ReadResp>>();

  /** Opens a read or a subscription; whoever opens it listens for `error` and cancels it. */
  async openRead(request: ReadReq): Promise<ClientReadableStream<ReadResp>> {
    const call = await this.GRPCStreamCreator(streamsService.StreamsClient, 'read', (client) =>
      client.read(request, ...this.callArguments({}, { deadline: Infinity })),
    )();
    this.#reads.add(call);
    call.once('close', () => this.#reads.delete(call));
    return call;
  }

  /** Ends what is open, also reads that nobody takes from any more: `dispose` alone would wait for those for ever. */
  async close(): Promise<void> {
    for (const call of this.#reads) {
      call.cancel();
      call.destroy();
    }
    await this.dispose();
  }
}
