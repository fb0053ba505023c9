/** What importers install: the packed tarball, and the examples of docs/packages/domain.md run against it. */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'konsil-import-'));
let packed: readonly string[] = [];

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund'], { cwd, encoding: 'utf8', stdio: 'pipe' });

beforeAll(() => {
  const [tarball] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], packageFolder)) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  packed = tarball.files.map(({ path }) => path);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  npm(['install', `./${tarball.filename}`], folder);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs an example as an importer would; with nothing in the environment. */
const printedBy = (example: string): readonly string[] => {
  copyFileSync(join(packageFolder, 'examples', example), join(folder, example));
  const output = execFileSync(process.execPath, [example], { cwd: folder, env: {}, encoding: 'utf8' });
  return output.trim().split('\n');
};

describe('the packed domain', () => {
  it('holds what importers need and nothing else', () => {
    const needed =
      /^(package\.json|README\.md|schemas\/\w+\.v\d+\.json|src\/[\w/]+\.ts|dist\/[\w/]+\.(js|d\.ts)(\.map)?)$/;
    expect(packed.filter((path) => !needed.test(path))).toEqual([]);
    for (const path of ['dist/index.js', 'dist/index.d.ts', 'dist/index.d.ts.map', 'dist/testing/index.js']) {
      expect(packed).toContain(path);
    }
    expect(packed.filter((path) => path.includes('spec') || path.includes('reference/'))).toEqual([]);
  });

  it('has its sources beside the maps that point to them', () => {
    const { sources } = JSON.parse(
      readFileSync(join(folder, 'node_modules/@konsil/domain/dist/decider.d.ts.map'), 'utf8'),
    ) as { readonly sources: readonly string[] };
    expect(sources).toEqual(['../src/decider.ts']);
    expect(packed).toContain('src/decider.ts');
  });

  it('says that importing it has no effects, and needs nothing', () => {
    const manifest = JSON.parse(
      readFileSync(join(folder, 'node_modules/@konsil/domain/package.json'), 'utf8'),
    ) as Readonly<Record<string, unknown>>;
    expect(manifest['sideEffects']).toBe(false);
    expect(manifest['dependencies']).toEqual({});
  });

  it('decides and folds in ten lines', () => {
    expect(printedBy('decide-and-fold.mjs')).toEqual(['CaseShared evaluating-setup']);
  });

  it('works on a storage of your own in thirty', () => {
    expect(printedBy('own-storage.mjs')).toEqual([
      'ProvisionAccount -> AccountProvisioned',
      'OpenPractice -> ACCESS.DENIED',
      'RegisterAccount -> AccountRegistered',
      'OpenPractice -> PracticeOpened',
      'RegisterAccount -> nothing to record',
    ]);
  });
});
