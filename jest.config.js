/** Every test of the workspace in one run; `tools/src/jest-totals.js` prints the closing line. */
export default {
  projects: ['<rootDir>/packages/*', '<rootDir>/apps/*'],
  reporters: [['default', { summary: false }], 'summary', '<rootDir>/tools/src/jest-totals.js'],
  testSequencer: '<rootDir>/tools/src/slowest-first.js',
  /** Whole programs wait much of their time: the second of two cores is not left to them alone. */
  maxWorkers: 2,
  coverageProvider: 'v8',
  testTimeout: 60_000,
};
