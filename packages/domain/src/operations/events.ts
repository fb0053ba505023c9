/** What operators do to the installation itself, beside all cases and people. Rules: product.md J3. */

/**
 * Why an event is skipped. One of these and no free text: words could name a patient whom no key of this stream belongs
 * to, and no erasure would reach them (docs/decisions/skipping-groups.md).
 */
export type SkipReason =
  /** What is stored can't be read any more. */
  | 'event-damaged'
  /** A type or version that no program in use knows. */
  | 'event-unknown'
  /** A program that can fold it will not come. */
  | 'program-defect'
  /** What it says was recorded once more, or made void, by later events. */
  | 'corrected-since';

export type OperationsEvent = {
  readonly type: 'GroupSkipped';
  readonly data: {
    /** Name of the projection: `patients`. */
    readonly projection: string;
    /** As the list of parked groups names it: an id, or a stream's name. */
    readonly group: string;
    /** Of the event that this projection leaves out for this group. */
    readonly position: number;
    readonly reason: SkipReason;
  };
};
