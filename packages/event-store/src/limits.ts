/** Sizes that every store refuses to exceed, so that a log can move from one store to another (`too-large`). */

/** Data and metadata of one event, UTF-8 bytes. */
export const MAX_EVENT_BYTES = 1024 * 1024;
/** Data and metadata of all events of one append, UTF-8 bytes. */
export const MAX_APPEND_BYTES = 16 * 1024 * 1024;
