/** The questions asked of the server, as its protocol wants them. */

import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

type Options = streams.ReadReq.Options;
const { Options } = streams.ReadReq;

const nothing = (): shared.Empty => new shared.Empty();
const { BACKWARDS } = Options.ReadDirection;

/** Everything a read of unknown length may need; the server counts in 64 bits. */
const EVERYTHING = String(Number.MAX_SAFE_INTEGER);

const requestOf = (options: Options): streams.ReadReq =>
  new streams.ReadReq().setOptions(
    options.setResolveLinks(false).setUuidOption(new Options.UUIDOption().setString(nothing())),
  );

const positionOf = (position: number): streams.ReadReq.Options.Position =>
  new Options.Position().setCommitPosition(String(position)).setPreparePosition(String(position));

export interface ReadRange {
  /** Inclusive; `undefined`: the first one in the direction. */
  readonly from: number | undefined;
  readonly backwards: boolean;
  readonly limit: number | undefined;
}

const ranged = (options: Options, { backwards, limit }: ReadRange): streams.ReadReq => {
  if (backwards) options.setReadDirection(BACKWARDS);
  return requestOf(options.setCount(limit === undefined ? EVERYTHING : String(limit)).setNoFilter(nothing()));
};

export const readStreamRequest = (stream: string, range: ReadRange): streams.ReadReq => {
  const name = Uint8Array.from(Buffer.from(stream, 'utf8'));
  const where = new Options.StreamOptions().setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name));
  if (range.from !== undefined) where.setRevision(String(range.from));
  else if (range.backwards) where.setEnd(nothing());
  else where.setStart(nothing());
  return ranged(new Options().setStream(where), range);
};

export const readAllRequest = (range: ReadRange): streams.ReadReq => {
  const where = new Options.AllOptions();
  if (range.from !== undefined) where.setPosition(positionOf(range.from));
  else if (range.backwards) where.setEnd(nothing());
  else where.setStart(nothing());
  return ranged(new Options().setAll(where), range);
};

/** Names of the server's own streams begin with `$`. */
const OURS = '^[^$]';
/** No prefix lets nothing through; the server takes no empty list. */
const NOBODYS = '^$';

/**
 * The whole log behind `after` (-1: from its start), filtered by the server.
 *
 * @param checkpointInterval in windows of 32 scanned events
 */
export const subscriptionRequest = (
  after: number,
  prefixes: readonly string[] | undefined,
  checkpointInterval: number,
): streams.ReadReq => {
  const where = new Options.AllOptions();
  if (after < 0) where.setStart(nothing());
  else where.setPosition(positionOf(after));
  const names = new Options.FilterOptions.Expression();
  if (prefixes === undefined) names.setRegex(OURS);
  else if (prefixes.length === 0) names.setRegex(NOBODYS);
  else names.setPrefixList([...prefixes]);
  const filter = new Options.FilterOptions()
    .setStreamIdentifier(names)
    .setCount(nothing())
    .setCheckpointintervalmultiplier(checkpointInterval);
  const subscription = new Options.SubscriptionOptions();
  return requestOf(new Options().setAll(where).setSubscription(subscription).setFilter(filter));
};
