import { describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { catalogue, eventTypes } from '@konsil/domain';

const konsil = fileURLToPath(new URL('../bin/konsil.js', import.meta.url));
const printed = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [konsil, 'catalogue', ...args], { encoding: 'utf8', maxBuffer: 2 ** 24 });

describe('konsil catalogue', () => {
  it('prints a row for every event type, with who records it and which fields are personal', () => {
    const table = printed();
    for (const type of eventTypes) expect(table).toContain(type);
    expect(printed('PatientRegistered')).toMatch(/PatientRegistered.*patient.*identity/s);
  });

  it('prints the JSON Schema of one event type, and of all by type', () => {
    expect(JSON.parse(printed('--format', 'json-schema', 'CaseShared'))).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'CaseShared',
      type: 'object',
    });
    expect(Object.keys(JSON.parse(printed('--format', 'json-schema')) as object)).toEqual([...eventTypes]);
  });

  it('prints the page of the docs, with the example of every event', () => {
    const page = printed('--format', 'markdown');
    expect(page).toContain(JSON.stringify(catalogue.SetupSentBack.example, null, 2));
  });

  it('says which event types there are not', () => {
    const { status, stderr } = spawnSync(process.execPath, [konsil, 'catalogue', 'CaseShred'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('no event type is called CaseShred');
  });
});
