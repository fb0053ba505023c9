import { LeaseHeld, NotComplete } from '@konsil/projections';

/** It can't be done here; nothing has changed. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** What PostgreSQL refuses, in words that say what helps. */
export const refusalOf = (error: unknown): unknown => {
  if (error instanceof LeaseHeld) return new RebuildRefused(`${error.message} Wait for it, or end it and start again.`);
  if (error instanceof NotComplete) return new RebuildRefused(`${error.message} Build all of them: konsil rebuild.`);
  return (error as { readonly code?: unknown }).code === INSUFFICIENT_PRIVILEGE
    ? new RebuildRefused(
        'On PostgreSQL read models are built in schemas beside the one that is served. Allow it with GRANT CREATE ON DATABASE, and have the schema konsil belong to the user that Konsil is there.',
      )
    : error;
};
