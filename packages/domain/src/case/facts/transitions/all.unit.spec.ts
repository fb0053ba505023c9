/** product.md C6, C7 under the rule `all`: everybody with a grant is ready. Written by hand, step by step. */

import { describe, expect, it } from '@jest/globals';
import { aCase, jonas, luis, mei } from '../../../testing/index.js';
import {
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

const two: readonly Step[] = [
  ['no setup yet', same, 'awaiting, awaiting => awaiting'],
  ['setup 1 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready, evaluating => evaluating'],
  ['Luis is sent back', (it) => it.sentBackTo(luis), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => evaluating'],
  ['Luis too', (it) => it.ready(luis), 'ready, ready => ready'],
  ['Jonas is sent back', (it) => it.sentBackTo(jonas), 'ready, evaluating => evaluating'],
  ['Jonas declines', (it) => it.declinedBy(jonas), 'awaiting, awaiting => awaiting'],
  ['that is sent back: the ready of Luis stands', (it) => it.sentBackTo(jonas), 'ready, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'ready, ready => ready'],
  ['Luis declines', (it) => it.declinedBy(luis), 'awaiting, awaiting => awaiting'],
  ['that is sent back', (it) => it.sentBackTo(luis), 'evaluating, ready => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready, ready => ready'],
  ['Anna declines', (it) => it.declined(), 'awaiting, awaiting => awaiting'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => evaluating'],
  ['Luis is unshared: Jonas is all', (it) => it.unsharedFrom(luis), 'not-shared, ready => ready'],
  ['Luis is shared again', (it) => it.sharedWith(luis), 'evaluating, ready => evaluating'],
  ['on hold', held, 'evaluating, ready => evaluating'],
  ['Luis is ready meanwhile', (it) => it.ready(luis), 'ready, ready => ready'],
  ['resumed', resumed, 'ready, ready => ready'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['the share with Luis ends', expired(luis), 'not-shared, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'not-shared, ready => ready'],
  ['Luis joins', (it) => it.sharedWith(luis), 'evaluating, ready => evaluating'],
  ['approved whatever the verdicts', (it) => it.approved(), 'approved, approved => approved'],
  ['Luis asks for a revision', (it) => it.revisionAsked(luis), 'awaiting, awaiting => awaiting'],
  ['its setup 4 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready, evaluating => evaluating'],
  ['approved', (it) => it.approved(), 'approved, approved => approved'],
  ['completed', completed, 'archived, archived => archived'],
  ['reopened', reopened, 'approved, approved => approved'],
];

const three: readonly Step[] = [
  ['no setup yet', same, 'awaiting, awaiting, awaiting => awaiting'],
  ['setup 1 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, evaluating, ready => evaluating'],
  ['Jonas too', (it) => it.ready(jonas), 'evaluating, ready, ready => evaluating'],
  ['Luis too', (it) => it.ready(luis), 'ready, ready, ready => ready'],
  ['Mei is sent back', (it) => it.sentBackTo(mei), 'ready, ready, evaluating => evaluating'],
  ['Luis declines', (it) => it.declinedBy(luis), 'awaiting, awaiting, awaiting => awaiting'],
  ['that is sent back', (it) => it.sentBackTo(luis), 'evaluating, ready, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, ready, ready => evaluating'],
  ['Luis is unshared', (it) => it.unsharedFrom(luis), 'not-shared, ready, ready => ready'],
  ['Luis joins again', (it) => it.sharedWith(luis), 'evaluating, ready, ready => evaluating'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['all three are ready', (it) => it.ready(luis).ready(jonas).ready(mei), 'ready, ready, ready => ready'],
  ['Anna declines', (it) => it.declined(), 'awaiting, awaiting, awaiting => awaiting'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['on hold', held, 'evaluating, evaluating, evaluating => evaluating'],
  ['Jonas declines meanwhile', (it) => it.declinedBy(jonas), 'awaiting, awaiting, awaiting => awaiting'],
  ['Jonas is unshared: still declined', (it) => it.unsharedFrom(jonas), 'awaiting, not-shared, awaiting => awaiting'],
  ['sent back to Luis instead', (it) => it.sentBackTo(luis), 'evaluating, not-shared, evaluating => evaluating'],
  ['Luis and Mei are ready', (it) => it.ready(luis).ready(mei), 'ready, not-shared, ready => ready'],
  ['resumed', resumed, 'ready, not-shared, ready => ready'],
  ['Jonas joins', (it) => it.sharedWith(jonas), 'ready, evaluating, ready => evaluating'],
  ['the share with Jonas ends', expired(jonas), 'ready, not-shared, ready => ready'],
  ['approved', (it) => it.approved(), 'approved, not-shared, approved => approved'],
  ['Jonas joins', (it) => it.sharedWith(jonas), 'approved, approved, approved => approved'],
  ['Anna asks for a revision', (it) => it.revisionAsked(), 'awaiting, awaiting, awaiting => awaiting'],
  ['its setup 4 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['Luis and Jonas are ready', (it) => it.ready(luis).ready(jonas), 'ready, ready, evaluating => evaluating'],
  ['closed', (it) => it.closed(), 'archived, archived, archived => archived'],
  ['reopened: the verdicts stand', reopened, 'ready, ready, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'ready, ready, ready => ready'],
];

const luisAndJonas = aCase({ rule: { rule: 'all' } })
  .sharedWith(luis)
  .sharedWith(jonas);

describe('under all', () => {
  it.each(told(luisAndJonas, two))('of Luis and Jonas: %s', (_sentence, after, shown) => {
    expect(shownBy(after, [luis, jonas])).toBe(shown);
  });

  it.each(told(luisAndJonas.sharedWith(mei), three))('of Luis, Jonas and Mei: %s', (_sentence, after, shown) => {
    expect(shownBy(after, [luis, jonas, mei])).toBe(shown);
  });
});
