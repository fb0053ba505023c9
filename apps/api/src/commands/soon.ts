/** What is there already, or comes later: kept states are there, and nobody has to wait for them. */

export type Soon<T> = T | Promise<T>;

/** Goes on with a value, at once where it is there. */
export const soon = <T, Next>(value: Soon<T>, next: (value: T) => Soon<Next>): Soon<Next> =>
  value instanceof Promise ? value.then(next) : next(value);

/** All of them, in their order; at once where all are there. */
export const allSoon = <const Values extends readonly unknown[]>(
  values: Values,
): Soon<{ -readonly [At in keyof Values]: Awaited<Values[At]> }> =>
  // Without a promise among them the values are what they are awaited to be.
  values.some((value) => value instanceof Promise)
    ? Promise.all(values)
    : (values as unknown as { -readonly [At in keyof Values]: Awaited<Values[At]> });
