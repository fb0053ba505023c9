/**
 * Between what the domain says and what the log stores: schema versions, sealed personal fields, canonical header and
 * digest. The codec knows no event type of its own; the catalogue of the domain is handed to it as a {@link Schema}.
 */

import type { NewEvent, StoredEvent } from '../port.js';

/** What the codec has to know of one event type. */
export interface EventSchema {
  /** Version written today, from 1. */
  readonly version: number;
  /** Personal fields by path in the data (`words.text`), each with the data field that holds the subject's id. */
  readonly personal: Readonly<Record<string, { readonly subject: string; readonly class: DataClass }>>;
  /** Upcasters by the version they start from: `{ 1: from1to2 }`. Pure. */
  readonly upcasters?: Readonly<Record<number, (data: Json) => Json>>;
}

/** Retention classes: clinical text and files; names and addresses; proof of consent (docs/compliance.md). */
export type DataClass = 'content' | 'contact' | 'evidence';
export type Schema = Readonly<Record<string, EventSchema>>;
export type Json = Readonly<Record<string, unknown>>;

/** An event before it is written. */
export interface EventToEncode {
  readonly id: string;
  readonly type: string;
  readonly data: Json;
  /** Actor, command id, causation and correlation as the domain says them; no personal data. */
  readonly metadata: Json;
}

/** Where a batch of events is going to stand. */
export interface Placement {
  readonly stream: string;
  /** Revision of the first event of the batch. */
  readonly firstRevision: number;
  /** The writer's clock, ISO 8601 UTC; part of the header. */
  readonly time: string;
}

interface Place {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
}

/** What stands at a place of the log: an event, or a typed answer why it can't be read. */
export type Decoded =
  | (Place & { readonly kind: 'event'; readonly type: string; readonly data: Json; readonly metadata: Json })
  | (Place & { readonly kind: 'unknown-type'; readonly type: string })
  | (Place & { readonly kind: 'newer-version'; readonly type: string; readonly version: number })
  | (Place & { readonly kind: 'undecodable'; readonly type: string; readonly reason: string });

export interface Codec {
  /** Seals and encodes; the keys it used are durable when it resolves. Refuses a fenced (erased) subject. */
  encode(events: readonly EventToEncode[], placement: Placement): Promise<NewEvent[]>;
  /** Decodes a page; a field whose key is gone reads as the erased value. */
  decode(events: readonly StoredEvent[]): Promise<Decoded[]>;
}
