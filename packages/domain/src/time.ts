/** A moment, ISO 8601 in UTC with milliseconds (`2026-03-01T07:00:00.000Z`), so that comparing strings compares moments. */
export type Instant = string;
/** A day of the calendar, `2026-03-01`. */
export type CalendarDate = string;
