/** From what the codec answers to what folds take. */

import type { Recorded } from '@konsil/domain';
import type { Decoded } from '@konsil/event-store';

/** An event, or why it can't be folded. */
export type Readable = { readonly event: Recorded } | { readonly unreadable: string };

/**
 * The codec answers `event` only for types and versions of the catalogue, upcast to today's shape, so the data is what
 * the event's type says. Should it not be, a fold throws and the group is parked.
 */
export const toRecorded = (decoded: Decoded): Readable => {
  switch (decoded.kind) {
    case 'event': {
      const { kind: _, ...event } = decoded;
      return { event: event as unknown as Recorded };
    }
    case 'unknown-type':
      return { unreadable: 'unknown event type' };
    case 'newer-version':
      return { unreadable: `version ${decoded.version} is newer than this program` };
    case 'undecodable':
      return { unreadable: 'undecodable' };
  }
};
