/** A moment in a body or a query, so that whatever passes the border is one that can be recorded and compared. */

import { isCalendarDate, isInstant } from '@konsil/domain';
import { ValidateBy, type ValidationOptions } from 'class-validator';

const SHAPE = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 (`date-time` of JSON Schema), on a day that exists, with its distance to UTC. */
export const isMoment = (value: unknown): value is string => {
  const day = typeof value === 'string' ? SHAPE.exec(value)?.[1] : undefined;
  if (typeof value !== 'string' || day === undefined || !isCalendarDate(day)) return false;
  // Near the ends of the calendar the distance to UTC can lead to a year that has no four digits.
  return isInstant(new Date(value).toISOString());
};

/** Field of a shape: {@link isMoment}. */
export const IsMoment = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isMoment',
      validator: {
        validate: isMoment,
        defaultMessage: () => 'must be a moment as RFC 3339 writes it, such as 2026-03-01T07:00:00Z',
      },
    },
    options,
  );
