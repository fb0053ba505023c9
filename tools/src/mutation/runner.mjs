/**
 * Runs the domain's specs for Stryker in one process: modules are loaded once, not once for each mutant, and a mutant meets
 * only the tests that reach it, up to the first that fails. Jest takes seconds for what takes milliseconds here.
 */

import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { collected, hooks } from './specs.mjs';

/** @typedef {import('@stryker-mutator/api/test-runner').TestRunner} TestRunner */
/** @typedef {import('@stryker-mutator/api/test-runner').TestResult} TestResult */

/** The same random histories for every mutant; the first that fails is enough, and a law has one second. */
fc.configureGlobal({ seed: 2026, endOnFailure: true, interruptAfterTimeLimit: 1000 });

/** What packs, imports or documents the package says nothing about its rules. @param {string} file */
const isAboutRules = (file) => file !== 'importing.unit.spec.ts' && !file.startsWith('catalogue/');

/** The tests, those over random histories last: most mutants are dead before. */
const load = async () => {
  registerHooks(hooks);
  const folder = resolve('packages/domain/src');
  const isLaw = (/** @type {string} */ file) => /fast-check|random\//u.test(readFileSync(join(folder, file), 'utf8'));
  const files = globSync('**/*.unit.spec.ts', { cwd: folder }).filter(isAboutRules).sort();
  for (const file of [...files.filter((one) => !isLaw(one)), ...files.filter(isLaw)]) {
    await import(pathToFileURL(join(folder, file)).href);
  }
};

/**
 * Where instrumented code looks for the mutant that is switched on, and notes what it reaches.
 * @type {import('@stryker-mutator/api/core').InstrumenterContext}
 */
const stryker = {};
Object.assign(globalThis, { __stryker__: stryker });

/** @implements {TestRunner} */
class InOneProcess {
  /** What only loading reaches, such as tables, is left out (`ignoreStatic`): so nothing has to be loaded anew. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    await load();
  }

  /** @returns {Promise<import('@stryker-mutator/api/test-runner').DryRunResult>} */
  async dryRun() {
    /** @type {TestResult[]} */
    const tests = [];
    for (const { id, run } of collected) {
      stryker.currentTestId = id;
      const start = performance.now();
      const failureMessage = await failureOf(run);
      const test = { id, name: id, timeSpentMs: performance.now() - start };
      if (failureMessage === undefined) tests.push({ ...test, status: TestStatus.Success });
      else tests.push({ ...test, status: TestStatus.Failed, failureMessage });
    }
    delete stryker.currentTestId;
    const { mutantCoverage } = stryker;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
  }

  /**
   * @param {import('@stryker-mutator/api/test-runner').MutantRunOptions} options
   * @returns {Promise<import('@stryker-mutator/api/test-runner').MutantRunResult>}
   */
  async mutantRun({ activeMutant, testFilter, hitLimit = Number.POSITIVE_INFINITY }) {
    const reaching = testFilter && new Set(testFilter);
    const tests = collected.filter(({ id }) => !reaching || reaching.has(id));
    Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      for (const [index, { id, run }] of tests.entries()) {
        const failureMessage = await failureOf(run);
        if ((stryker.hitCount ?? 0) > hitLimit) return { status: MutantRunStatus.Timeout };
        if (failureMessage === undefined) continue;
        return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage, nrOfTests: index + 1 };
      }
      return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
    } finally {
      Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    }
  }
}

/** @param {() => unknown} run @returns {Promise<string | undefined>} how the test failed */
const failureOf = async (run) => {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
};

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-one-process', InOneProcess)];
