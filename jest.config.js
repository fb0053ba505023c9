/** Every test of the workspace in one run; `tools/src/jest-totals.js` prints the closing line. */
export default {
  projects: ['<rootDir>/packages/*', '<rootDir>/apps/*'],
  reporters: [['default', { summary: false }], 'summary', '<rootDir>/tools/src/jest-totals.js'],
  coverageProvider: 'v8',
  testTimeout: 60_000,
};
