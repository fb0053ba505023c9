/**
 * A moment, ISO 8601 in UTC with milliseconds (`2026-03-01T07:00:00.000Z`), so that comparing strings compares moments.
 * @format date-time
 */
export type Instant = string;
/**
 * A day of the calendar, `2026-03-01`.
 * @format date
 */
export type CalendarDate = string;
/** An IANA name of a time zone, `Europe/Berlin`. */
export type TimeZone = string;

/** Stands for "no end" wherever a moment is compared: later than every moment that is asked about. */
export const NO_END: Instant = '9999-12-31T23:59:59.999Z';

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const dateShape = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a moment as Konsil compares them: in UTC, with milliseconds, on a day that exists. */
export const isInstant = (text: string): boolean => {
  if (!instantShape.test(text)) return false;
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text;
};

/** Whether a text is a day that exists. */
export const isCalendarDate = (text: string): boolean => dateShape.test(text) && isInstant(`${text}T00:00:00.000Z`);

/** The moment so many days later, each of 24 hours. */
export const daysAfter = (moment: Instant, days: number): Instant =>
  new Date(new Date(moment).getTime() + days * 86_400_000).toISOString();

/** The same time of the day so many months of the calendar later, in UTC; on the month's last day where it is shorter. */
export const monthsAfter = (moment: Instant, months: number): Instant => {
  const there = new Date(moment);
  const day = there.getUTCDate();
  there.setUTCDate(1);
  there.setUTCMonth(there.getUTCMonth() + months + 1, 0);
  there.setUTCDate(Math.min(day, there.getUTCDate()));
  return there.toISOString();
};
