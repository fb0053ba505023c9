/** What may be said of an error that nobody has looked into. */

/** Kind and code; a message may quote data. Whatever was thrown, it is named. */
export const nameOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return typeof error;
  const name = 'name' in error && typeof error.name === 'string' ? error.name : 'Error';
  return 'code' in error && typeof error.code === 'string' ? `${name} ${error.code}` : name;
};
