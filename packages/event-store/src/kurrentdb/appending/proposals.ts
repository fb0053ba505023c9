/** The messages of an append. Data and metadata are sent as the bytes they are and marked as JSON. */

import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendRequest, NewEvent } from '../../port.js';

/** The server takes messages of up to 4 MiB; a larger append is sent as several. */
const MESSAGE_BYTES = 3 * 1024 * 1024;

const utf8 = new TextEncoder();

const identifier = (stream: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(utf8.encode(stream));

type Proposed = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;

const proposed = <Message extends Proposed>(message: Message, { id, type, data, metadata }: NewEvent): Message => {
  message.setId(new shared.UUID().setString(id));
  message.setData(utf8.encode(data));
  message.setCustomMetadata(utf8.encode(metadata));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
};

/** One append as messages of a batch call; correlation ids are added when they are sent. */
export const batchMessages = (request: AppendRequest, deadlineMs: number): streams.BatchAppendReq[] => {
  const { stream, expected, events } = request;
  const options = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(identifier(stream))
    .setDeadline(timestamp.Timestamp.fromDate(new Date(Date.now() + deadlineMs)));
  if (typeof expected === 'number') options.setStreamPosition(String(expected));
  else if (expected === 'no-stream') options.setNoStream(new empty.Empty());
  else if (expected === 'stream-exists') options.setStreamExists(new empty.Empty());
  else options.setAny(new empty.Empty());
  let message = new streams.BatchAppendReq().setOptions(options);
  const messages = [message];
  let bytes = 0;
  for (const event of events) {
    const next = proposed(new streams.BatchAppendReq.ProposedMessage(), event);
    const size = next.getData_asU8().length + next.getCustomMetadata_asU8().length;
    if (bytes > 0 && bytes + size > MESSAGE_BYTES) {
      message = new streams.BatchAppendReq();
      messages.push(message);
      bytes = 0;
    }
    bytes += size;
    message.addProposedMessages(next);
  }
  message.setIsFinal(true);
  return messages;
};

/** One append as messages of a call of its own. */
export const unaryMessages = ({ stream, expected, events }: AppendRequest): streams.AppendReq[] => {
  const options = new streams.AppendReq.Options().setStreamIdentifier(identifier(stream));
  if (typeof expected === 'number') options.setRevision(String(expected));
  else if (expected === 'no-stream') options.setNoStream(new shared.Empty());
  else if (expected === 'stream-exists') options.setStreamExists(new shared.Empty());
  else options.setAny(new shared.Empty());
  return [
    new streams.AppendReq().setOptions(options),
    ...events.map((event) =>
      new streams.AppendReq().setProposedMessage(proposed(new streams.AppendReq.ProposedMessage(), event)),
    ),
  ];
};
