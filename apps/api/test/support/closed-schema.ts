/** A schema that takes nothing but what it describes, so that a field which nobody described is found. */

/** References are turned to the names under which the validator knows the other schemas. */
export const closed = (schema: unknown): unknown => {
  if (isList(schema)) return schema.map(closed);
  if (!isRecord(schema)) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [
    key,
    key === '$ref' ? String(value).replaceAll('#/', 'konsil:') : key === 'mapping' ? value : closed(value),
  ]);
  const copy = Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
  return copy['type'] === 'object' && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
