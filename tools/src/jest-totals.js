import { writeFileSync } from 'node:fs';

/** Jest reporter: leaves the totals where `run-tests.mjs` finds them. */
export default class Totals {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`;
    const file = process.env['JEST_TOTALS_FILE'];
    if (file !== undefined) writeFileSync(file, `${line}\n`);
  }
}
