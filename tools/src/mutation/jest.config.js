/** The domain's rules alone, for mutation testing: no packing, no build, no documentation. */

import preset from '../../../jest.preset.js';

export default {
  ...preset,
  rootDir: '../../../packages/domain',
  testMatch: ['<rootDir>/src/**/*.unit.spec.ts'],
  testPathIgnorePatterns: ['importing', 'catalogue'],
};
