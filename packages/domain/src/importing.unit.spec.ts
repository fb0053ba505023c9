/** What the importer's page (docs/packages/domain.md) shows of the test kit, and that it works. */

import { describe, expect, it } from '@jest/globals';
import { caseDecider } from './index.js';
import { aCase, by, given, luis } from './testing/index.js';

// region test-kit
const sharesNothingTwice = () =>
  given(caseDecider, aCase().sharedWith(luis).events)
    .when({ type: 'ChangeSharing', data: { add: [{ collaboratorId: luis.collaboratorId }], remove: [] } }, by())
    .thenNothing();
// endregion

describe('the page for importers', () => {
  it('shows code that works', () => expect(sharesNothingTwice).not.toThrow());
});
