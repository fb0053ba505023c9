import { Transform } from 'class-transformer';

/** `?status=a&status=b` and `?status=a` both are lists. */
export const AsList = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    value === undefined || Array.isArray(value) ? (value as unknown) : [value],
  );
