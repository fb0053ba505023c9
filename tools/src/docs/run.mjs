/**
 * Brings every page that is made from code up to date, or with `--check` says which are not; either way it says which links lead
 * nowhere (exit 1). Needs a build.
 *
 * Usage: node tools/src/docs/run.mjs [--check]
 */

await import('./schemas.mjs');
await import('./events.mjs');
await import('./permissions.mjs');
await import('./codes.mjs');
await import('./embed.mjs');
await import('./links.mjs');
