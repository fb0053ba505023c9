/** product.md C6 with one collaborator, where every rule of C7 comes to the same. Written by hand, step by step. */

import { describe, expect, it } from '@jest/globals';
import { aCase, jonas, luis, mei } from '../../../testing/index.js';
import {
  cancelled,
  completed,
  expired,
  held,
  reopened,
  resumed,
  same,
  shownBy,
  type Step,
  told,
} from '../../../testing/stories.js';
import type { ReviewRule } from '../../events/index.js';

const fromTheFirstSetupToTheEnd: readonly Step[] = [
  ['shared before any setup', (it) => it.sharedWith(luis), 'awaiting => awaiting'],
  ['setup 1 comes', (it) => it.setup(), 'evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready => ready'],
  ['sent back', (it) => it.sentBackTo(luis), 'evaluating => evaluating'],
  ['Luis is ready again', (it) => it.ready(luis), 'ready => ready'],
  ['Luis declines after all', (it) => it.declinedBy(luis), 'awaiting => awaiting'],
  ['the decline is sent back: open again', (it) => it.sentBackTo(luis), 'evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready => ready'],
  ['Anna declines', (it) => it.declined(), 'awaiting => awaiting'],
  ['what Anna declined is not reopened', (it) => it.sentBackTo(luis), 'awaiting => awaiting'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating => evaluating'],
  ['Luis declines', (it) => it.declinedBy(luis), 'awaiting => awaiting'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready => ready'],
  ['setup 4 comes over an open one', (it) => it.setup(), 'evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready => ready'],
  ['unshared', (it) => it.unsharedFrom(luis), 'not-shared => not-shared'],
  ['shared again, the verdict is void', (it) => it.sharedWith(luis), 'evaluating => evaluating'],
  ['on hold', held, 'evaluating => evaluating'],
  ['Luis is ready meanwhile', (it) => it.ready(luis), 'ready => ready'],
  ['resumed', resumed, 'ready => ready'],
  ['approved', (it) => it.approved(), 'approved => approved'],
  ['a revision is asked for', (it) => it.revisionAsked(), 'awaiting => awaiting'],
  ['its setup 5 comes', (it) => it.setup(), 'evaluating => evaluating'],
  ['Luis declines it', (it) => it.declinedBy(luis), 'awaiting => awaiting'],
  ['setup 6 comes', (it) => it.setup(), 'evaluating => evaluating'],
  ['approved without a verdict', (it) => it.approved(), 'approved => approved'],
  ['completed', completed, 'archived => archived'],
  ['reopened', reopened, 'approved => approved'],
  ['cancelled', cancelled, 'archived => archived'],
  ['reopened', reopened, 'approved => approved'],
  ['closed', (it) => it.closed(), 'archived => archived'],
  ['unshared when closed', (it) => it.unsharedFrom(luis), 'archived => archived'],
];

const endings: readonly Step[] = [
  ['shared', (it) => it.sharedWith(luis), 'awaiting => awaiting'],
  ['closed before any setup', (it) => it.closed(), 'archived => archived'],
  ['reopened', reopened, 'awaiting => awaiting'],
  ['setup 1, found ready', (it) => it.setup().ready(luis), 'ready => ready'],
  ['cancelled', cancelled, 'archived => archived'],
  ['reopened, the verdict stands', reopened, 'ready => ready'],
  ['declined', (it) => it.declinedBy(luis), 'awaiting => awaiting'],
  ['closed', (it) => it.closed(), 'archived => archived'],
  ['reopened, still declined', reopened, 'awaiting => awaiting'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating => evaluating'],
  ['approved, then a revision', (it) => it.approved().revisionAsked(luis), 'awaiting => awaiting'],
  ['completed', completed, 'archived => archived'],
  ['reopened, the revision still awaited', reopened, 'awaiting => awaiting'],
  ['on hold, and closed', (it) => held(it).closed(), 'archived => archived'],
];

const comingAndGoing: readonly Step[] = [
  ['shared with nobody', same, 'not-shared => not-shared'],
  ['setup 1 comes', (it) => it.setup(), 'not-shared => not-shared'],
  ['shared when the setup is there', (it) => it.sharedWith(luis), 'evaluating => evaluating'],
  ['the share ends by date', expired(luis), 'not-shared => not-shared'],
  ['Anna declines', (it) => it.declined(), 'not-shared => not-shared'],
  ['shared when it is declined', (it) => it.sharedWith(luis), 'awaiting => awaiting'],
  ['setup 2, declined by Luis', (it) => it.setup().declinedBy(luis), 'awaiting => awaiting'],
  ['unshared', (it) => it.unsharedFrom(luis), 'not-shared => not-shared'],
  ['shared again: the lab was asked already', (it) => it.sharedWith(luis), 'awaiting => awaiting'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating => evaluating'],
  ['unshared', (it) => it.unsharedFrom(luis), 'not-shared => not-shared'],
  ['approved', (it) => it.approved(), 'not-shared => not-shared'],
  ['shared when it is approved', (it) => it.sharedWith(luis), 'approved => approved'],
  ['unshared', (it) => it.unsharedFrom(luis), 'not-shared => not-shared'],
  ['a revision is asked for', (it) => it.revisionAsked(), 'not-shared => not-shared'],
  ['shared until the approval', (it) => it.sharedWith(luis, { ends: { on: 'approval' } }), 'awaiting => awaiting'],
  ['setup 4, found ready', (it) => it.setup().ready(luis), 'ready => ready'],
  ['approved: the share has ended', (it) => it.approved(), 'not-shared => not-shared'],
  ['closed', (it) => it.closed(), 'archived => archived'],
  ['shared when closed', (it) => it.sharedWith(luis), 'archived => archived'],
];

/** A lead who has no grant leaves the rule `all`. */
const rules: readonly (readonly [string, ReviewRule])[] = [
  ['any', { rule: 'any' }],
  ['all', { rule: 'all' }],
  ['lead', { rule: 'lead', collaboratorId: luis.collaboratorId }],
  ['a lead without a grant', { rule: 'lead', collaboratorId: mei.collaboratorId }],
];

describe.each(rules)('one collaborator under %s', (_name, rule) => {
  describe.each([
    ['from the first setup to the end', fromTheFirstSetupToTheEnd],
    ['ends, and what stands when it is reopened', endings],
    ['comes and goes', comingAndGoing],
  ])('%s', (_story, steps) => {
    it.each(told(aCase({ rule }), steps))('%s', (_sentence, after, shown) => {
      expect(shownBy(after, [luis])).toBe(shown);
    });
  });

  it('counts for nobody else', () =>
    expect(shownBy(aCase({ rule }).sharedWith(luis).setup().ready(luis), [jonas])).toBe('not-shared => ready'));
});
