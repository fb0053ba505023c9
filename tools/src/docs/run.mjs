/**
 * Brings every page that is made from code up to date, or with `--check` says which are not (exit 1). Needs a build.
 *
 * Usage: node tools/src/docs/run.mjs [--check]
 */

await import('./schemas.mjs');
await import('./events.mjs');
await import('./permissions.mjs');
await import('./embed.mjs');
