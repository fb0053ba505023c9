/** Working days, Monday to Friday. Public holidays count: which ones are free differs from land to land. */

import { daysAfter, type Instant } from '../../../time.js';

/**
 * The end of the so-many-th working day after the day of the moment. Days are those of UTC: a decision knows no time zone, and
 * the end of a day is later than most offices close.
 */
export const endOfWorkingDay = (count: number, after: Instant): Instant => {
  let day = after;
  for (let left = count; left > 0;) {
    day = daysAfter(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return `${day.slice(0, 10)}T23:59:59.999Z`;
};

const isWorkingDay = (day: Instant): boolean => {
  const weekday = new Date(day).getUTCDay();
  return weekday >= 1 && weekday <= 5;
};
