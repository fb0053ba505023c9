/** Fields of an event's data by path: `words.text`. Objects only; a path never leads through a list. */

import type { Json } from './codec.js';

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path, `undefined` where there is none. */
export const valueAt = (data: Json, path: string): unknown => {
  let value: unknown = data;
  for (const name of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
};

/** The data with another value at a path that exists; what the path does not touch is shared with the original. */
export const withValueAt = (data: Json, path: string, value: unknown): Json => {
  const dot = path.indexOf('.');
  if (dot === -1) return { ...data, [path]: value };
  const name = path.slice(0, dot);
  const inner = data[name];
  return isObject(inner) ? { ...data, [name]: withValueAt(inner, path.slice(dot + 1), value) } : data;
};
