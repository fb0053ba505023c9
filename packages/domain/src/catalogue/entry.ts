/** What the catalogue says of one event type. A personal field that is not listed does not compile. Rules: product.md I4, G9, G10. */

import type { ActorRole, EventOf, EventType } from '../events.js';
import type { Erased } from '../personal.js';

/** Classes of personal data, each under a key of its own: clinical text; names and addresses; proof of consent (compliance.md). */
export type DataClass = 'content' | 'contact' | 'evidence';

/** How long an event is kept: see `retentions`. */
export type Retention = 'treatment-record' | 'proof-of-consent' | 'account';

type Json = Readonly<Record<string, unknown>>;

/** The paths of all fields that may be erased: `text`, `words.text`. Personal fields never stand inside lists. */
export type PersonalPath<Data> = Data extends unknown
  ? {
      [Key in keyof Data & string]-?: Data[Key] extends string | number | boolean | readonly unknown[] | undefined
        ? never
        : Erased extends Data[Key]
          ? Key
          : `${Key}.${PersonalPath<NonNullable<Data[Key]>>}`;
    }[keyof Data & string]
  : never;

export interface CatalogueEntry<Type extends EventType = EventType> {
  /** First part of the stream's name. */
  readonly category: string;
  /** Schema version written today, from 1. */
  readonly version: number;
  readonly recorded: string;
  /** In which parts a person may cause it. */
  readonly by: readonly ActorRole[];
  /** Each personal field with the field that holds its data subject's id. */
  readonly personal: Readonly<
    Record<
      PersonalPath<EventOf<Type>['data']>,
      { readonly subject: keyof EventOf<Type>['data'] & string; readonly class: DataClass }
    >
  >;
  /** By the version they start from: `{ 1: from1to2 }`. Pure. */
  readonly upcasters?: Readonly<Record<number, (data: Json) => Json>>;
  readonly retention: Retention;
  /** What it is processed for: a line of the register of processing. */
  readonly purpose: string;
  readonly example: EventOf<Type>['data'];
}

/** The entries of some event types; a missing one does not compile. */
export type Entries<Types extends EventType> = { readonly [Type in Types]: CatalogueEntry<Type> };
