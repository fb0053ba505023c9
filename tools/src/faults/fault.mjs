/**
 * What a fault test is and what it answers. A control is the same test against a variant that is broken on purpose: it
 * has to fail, else the test proves nothing.
 *
 * @typedef {object} Options
 * @property {number} rounds
 * @property {number} seed
 * @property {boolean} control run the broken variant
 * @property {string} folder empty, deleted afterwards
 * @property {(line: string) => void} say
 *
 * @typedef {object} Findings
 * @property {number} lost acknowledged and not there
 * @property {number} duplicated there more than once
 * @property {readonly string[]} problems everything that was wrong, one sentence each
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {string} summary one line for the list
 * @property {number} rounds default of `--rounds`
 * @property {(options: Options) => Promise<Result>} run
 *
 * @typedef {Findings & { done: number, notRun?: string, figures?: Readonly<Record<string, number>> }} Result
 *   `done`: rounds that were run; a round with problems is the last one. `notRun`: why this machine can't run it, which is
 *   never a pass. `figures`: what was measured, by name and unit
 */

/** @returns {{ lost: number, duplicated: number, problems: string[] }} */
export const noFindings = () => ({ lost: 0, duplicated: 0, problems: [] });

/**
 * @param {readonly Findings[]} all
 * @returns {Findings}
 */
export const together = (all) => ({
  lost: all.reduce((sum, { lost }) => sum + lost, 0),
  duplicated: all.reduce((sum, { duplicated }) => sum + duplicated, 0),
  problems: all.flatMap(({ problems }) => problems),
});
