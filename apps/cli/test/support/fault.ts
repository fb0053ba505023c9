/** A fault test as a process of its own, and its verdict. */

import { runNode } from './run.js';

export interface Verdict {
  readonly fault: string;
  readonly rounds: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly passed: boolean;
  readonly seed: number;
  readonly notRun?: string;
}

export const runFault = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { code, out, err } = await runNode(['tools/src/faults/run.mjs', ...args], { env });
  const last = out.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`no verdict, exit ${code}:\n${out}\n${err}`);
  return { code, story: `${out}\n${err}`, verdict: JSON.parse(last) as Verdict };
};
