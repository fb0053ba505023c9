/**
 * The service definitions of the server's protocol, as the client's package ships them (CommonJS, hence the default
 * imports), and the small messages that every call needs.
 */

import serverFeaturesService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

export { gossip, serverFeatures, shared, status, streams };
export const { StreamsService } = streamsService;
export const { ServerFeaturesService } = serverFeaturesService;
export const { GossipService } = gossipService;

export const nothing = (): shared.Empty => new shared.Empty();

export const streamIdentifier = (stream: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream, 'utf8')));

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? new Uint8Array()).toString('utf8');

export const uuidText = (uuid: shared.UUID | undefined): string => uuid?.getString() ?? '';

export const uuid = (text: string): shared.UUID => new shared.UUID().setString(text);
