/** What the importer's page (docs/packages/domain.md) shows, and that the page shows it. */

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { caseDecider, fold, rolledUpStatus } from './index.js';
import { aCase, by, given, luis } from './testing/index.js';

// region decide-and-fold
const shareWithLuis = () => {
  const history = aCase().setup().events; // what your log holds of `case-{caseId}`
  const state = fold(caseDecider.evolve, caseDecider.initial, history);
  const events = caseDecider.decide(
    { type: 'ChangeSharing', data: { add: [{ collaboratorId: luis.collaboratorId }], remove: [] } },
    state,
    by(), // who acts, when, and the folded roster, patient, account and organisations
  );
  const after = fold(caseDecider.evolve, state, events); // append `events`, then go on from here
  return after.status === 'none' ? undefined : rolledUpStatus(after.review);
};
// endregion

// region test-kit
const sharesNothingTwice = () =>
  given(caseDecider, aCase().sharedWith(luis).events)
    .when({ type: 'ChangeSharing', data: { add: [{ collaboratorId: luis.collaboratorId }], remove: [] } }, by())
    .thenNothing();
// endregion

describe('the page for importers', () => {
  it('shows code that works', () => {
    expect(shareWithLuis()).toBe('evaluating-setup');
    expect(sharesNothingTwice).not.toThrow();
  });

  it.each(['decide-and-fold', 'test-kit'])('shows the region %s of this spec', (region) => {
    const page = readFileSync(new URL('../../../docs/packages/domain.md', import.meta.url), 'utf8');
    const source = readFileSync(new URL('./importing.unit.spec.ts', import.meta.url), 'utf8');
    const code = source.split(`// region ${region}\n`)[1]?.split('// endregion')[0] ?? 'none';
    expect(page).toContain(code.trim());
  });
});
