import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Which room may import which (docs/architecture.md, Rooms): a room imports only from rooms above it. */
const rooms = {
  domain: [],
  'event-store': [],
  projections: ['domain', 'event-store'],
  audit: ['domain', 'event-store', 'projections'],
  api: ['domain', 'event-store', 'projections', 'audit'],
  cli: ['domain', 'event-store', 'projections', 'audit', 'api'],
  benchmarks: ['domain', 'event-store', 'projections', 'audit', 'api'],
  tools: ['domain', 'event-store', 'projections', 'audit'],
};

const depConstraints = Object.entries(rooms).map(([room, mayImport]) => ({
  sourceTag: `room:${room}`,
  onlyDependOnLibsWithTags: mayImport.length > 0 ? mayImport.map((name) => `room:${name}`) : [`room:${room}`],
}));

/** The domain is pure: no clock, no randomness, no I/O, no dependency. */
const nothingFromOutside = {
  files: ['packages/domain/src/**/*.ts'],
  // What the laws are held against is no part of the package (packages/domain/tsconfig.json).
  ignores: ['**/*.spec.ts', 'packages/domain/src/laws/**'],
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'The domain imports nothing.' }] }],
    'no-restricted-globals': [
      'error',
      'process',
      'Buffer',
      'fetch',
      'crypto',
      'setTimeout',
      'setInterval',
      'performance',
    ],
    'no-restricted-syntax': [
      'error',
      { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is passed in.' },
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is passed in.' },
      { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is passed in.' },
    ],
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '.nx/**', '**/jest.config.js'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['packages/*/tsconfig.spec.json', 'apps/*/tsconfig.spec.json', 'benchmarks/tsconfig.spec.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints, enforceBuildableLibDependency: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    // Parameters of decorated classes are types and values at once: their import must stay a value import.
    files: ['apps/api/src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off', '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', fetch: 'readonly' },
    },
  },
  nothingFromOutside,
);
