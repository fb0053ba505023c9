/** How many random histories a law is held against: `KONSIL_LONG=1` for full rounds. */
export const numRuns = process.env['KONSIL_LONG'] === '1' ? 10_000 : 120;
/** Where a history is cheap. */
export const manyRuns = process.env['KONSIL_LONG'] === '1' ? 10_000 : 300;
