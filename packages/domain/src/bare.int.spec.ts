import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tsc = fileURLToPath(new URL('../../../node_modules/@typescript/native/bin/tsc', import.meta.url));
const project = fileURLToPath(new URL('../tsconfig.json', import.meta.url));

/** Decides and folds with the built package alone. */
const program = `
import * as domain from './index.js';
import { aCase, by, given, luis } from './testing/index.js';
const command = { type: 'ChangeSharing', data: { add: [{ collaboratorId: luis.collaboratorId }], remove: [] } };
const { events } = given(domain.caseDecider, aCase().events).when(command, by());
console.log(events.map(({ type }) => type).join(), Object.keys(domain.catalogue).length);
`;

describe('the built package', () => {
  it('runs in a bare node, with nothing installed beside it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'konsil-domain-'));
    try {
      const options = ['--composite', 'false', '--incremental', 'false', '--tsBuildInfoFile', 'null'];
      execFileSync(process.execPath, [tsc, '-p', project, '--outDir', folder, ...options]);
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      writeFileSync(join(folder, 'program.js'), program);
      const printed = execFileSync(process.execPath, ['program.js'], { cwd: folder, env: {}, encoding: 'utf8' });
      expect(printed.trim()).toBe('CaseShared 95');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
