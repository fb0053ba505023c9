/** Changing the rows of a group without changing any row: what stays the same stays the same object. */

/** The rows with the first that fits replaced, or the new one added at the end. */
export const put = <R>(rows: readonly R[], row: R, isSame: (other: R) => boolean): readonly R[] => {
  const at = rows.findIndex(isSame);
  if (at === -1) return [...rows, row];
  return rows[at] === row ? rows : rows.with(at, row);
};

/** The rows with each replaced by what `change` makes of it; the same list where nothing changed. */
export const changeEach = <R>(rows: readonly R[], change: (row: R) => R): readonly R[] => {
  let changed: R[] | undefined;
  rows.forEach((row, at) => {
    const next = change(row);
    if (next === row) return;
    changed ??= [...rows];
    changed[at] = next;
  });
  return changed ?? rows;
};

/** The rows that fit; the same list where all do. */
export const keep = <R>(rows: readonly R[], fits: (row: R) => boolean): readonly R[] =>
  rows.every(fits) ? rows : rows.filter(fits);

/** The row with these values, or the row itself where it has them already (compared as they stand, not deeply). */
export const withValues = <R extends object>(row: R, values: Partial<R>): R =>
  (Object.keys(values) as (keyof R)[]).every((name) => row[name] === values[name]) ? row : { ...row, ...values };
