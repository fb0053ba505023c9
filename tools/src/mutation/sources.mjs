/** Makes the specs of the workspace importable as they are: TypeScript, names ending in `.js`, Jest's words from `specs.mjs`. */

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import preset from '../../../jest.preset.js';

const [, swcOptions] = preset.transform['^.+\\.ts$'];
const specs = new URL('specs.mjs', import.meta.url).href;

export const readSources = () =>
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === '@jest/globals') return { url: specs, shortCircuit: true };
      const isSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
      return next(isSource ? specifier.replace(/\.js$/u, '.ts') : specifier, context);
    },
    load(url, context, next) {
      if (!url.endsWith('.ts')) return next(url, context);
      const filename = fileURLToPath(url);
      const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename, swcrc: false });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
