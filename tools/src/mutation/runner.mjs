/**
 * Runs the domain's specs for Stryker in one process: modules are loaded once, not once for each mutant, and a mutant meets
 * only the tests that reach it, up to the first that fails. The same two thousand mutants take Jest an hour and more.
 */

import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { performance } from 'node:perf_hooks';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import fc from 'fast-check';
import { readSources } from './sources.mjs';
import { collected } from './specs.mjs';

/** The same random histories for every mutant; the first that fails is enough, and a law has one second. */
fc.configureGlobal({ seed: 2026, endOnFailure: true, interruptAfterTimeLimit: 1000 });

/** What packs, imports or documents the package says nothing about its rules. */
const aboutOtherThings = (file) => file === 'importing.unit.spec.ts' || file.startsWith('catalogue/');

/** The tests, those over random histories last: most mutants are dead before. */
const load = async () => {
  readSources();
  const folder = resolve('packages/domain/src');
  const isLaw = (file) => /fast-check|random\//u.test(readFileSync(join(folder, file), 'utf8'));
  const files = globSync('**/*.unit.spec.ts', { cwd: folder }).filter((file) => !aboutOtherThings(file));
  for (const law of [false, true]) {
    for (const file of files.sort()) {
      if (isLaw(file) === law) await import(pathToFileURL(join(folder, file)).href);
    }
  }
};

/** Where instrumented code looks for the mutant that is switched on, and notes what it reaches. */
const stryker = (globalThis.__stryker__ ??= {});

class InOneProcess {
  /** Tables are left out (`ignoreStatic`), and what is read at run time needs no reload. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    await load();
  }

  async dryRun() {
    const tests = [];
    for (const { id, run } of collected) {
      stryker.currentTestId = id;
      const start = performance.now();
      const failureMessage = await failureOf(run);
      const told = failureMessage === undefined ? { status: 'success' } : { status: 'failed', failureMessage };
      tests.push({ id, name: id, timeSpentMs: performance.now() - start, ...told });
    }
    stryker.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const wanted = testFilter && new Set(testFilter);
    const tests = collected.filter(({ id }) => !wanted || wanted.has(id));
    Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      for (const [index, { id, run }] of tests.entries()) {
        const failureMessage = await failureOf(run);
        if (stryker.hitCount > hitLimit) return { status: 'timeout', reason: 'Reached over and over again.' };
        if (failureMessage === undefined) continue;
        return { status: 'killed', killedBy: [id], failureMessage, nrOfTests: index + 1 };
      }
      return { status: 'survived', nrOfTests: tests.length };
    } finally {
      Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    }
  }
}

const failureOf = async (run) => {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
};

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-one-process', InOneProcess)];
