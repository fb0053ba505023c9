/** product.md C6, C7 under the rule `any`: one *ready* is enough. Written by hand, step by step. */

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
  ['Luis is ready', (it) => it.ready(luis), 'ready, evaluating => ready'],
  ['Luis is sent back', (it) => it.sentBackTo(luis), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => ready'],
  ['Luis too', (it) => it.ready(luis), 'ready, ready => ready'],
  ['Jonas is sent back', (it) => it.sentBackTo(jonas), 'ready, evaluating => ready'],
  ['Jonas declines', (it) => it.declinedBy(jonas), 'awaiting, awaiting => awaiting'],
  ['that is sent back: the ready of Luis stands', (it) => it.sentBackTo(jonas), 'ready, evaluating => ready'],
  ['Luis declines', (it) => it.declinedBy(luis), 'awaiting, awaiting => awaiting'],
  ['that is sent back', (it) => it.sentBackTo(luis), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => ready'],
  ['Anna declines', (it) => it.declined(), 'awaiting, awaiting => awaiting'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => ready'],
  ['Jonas is unshared', (it) => it.unsharedFrom(jonas), 'evaluating, not-shared => evaluating'],
  ['and shared again', (it) => it.sharedWith(jonas), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => ready'],
  ['on hold', held, 'evaluating, ready => ready'],
  ['Luis is ready meanwhile', (it) => it.ready(luis), 'ready, ready => ready'],
  ['resumed', resumed, 'ready, ready => ready'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['the share with Luis ends', expired(luis), 'not-shared, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'not-shared, ready => ready'],
  ['Luis joins', (it) => it.sharedWith(luis), 'evaluating, ready => ready'],
  ['approved', (it) => it.approved(), 'approved, approved => approved'],
  ['Luis asks for a revision', (it) => it.revisionAsked(luis), 'awaiting, awaiting => awaiting'],
  ['its setup 4 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready, evaluating => ready'],
  ['approved', (it) => it.approved(), 'approved, approved => approved'],
  ['completed', completed, 'archived, archived => archived'],
  ['reopened', reopened, 'approved, approved => approved'],
];

const three: readonly Step[] = [
  ['no setup yet', same, 'awaiting, awaiting, awaiting => awaiting'],
  ['setup 1 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, evaluating, ready => ready'],
  ['Jonas too', (it) => it.ready(jonas), 'evaluating, ready, ready => ready'],
  ['Mei is sent back', (it) => it.sentBackTo(mei), 'evaluating, ready, evaluating => ready'],
  ['Luis declines', (it) => it.declinedBy(luis), 'awaiting, awaiting, awaiting => awaiting'],
  ['that is sent back', (it) => it.sentBackTo(luis), 'evaluating, ready, evaluating => ready'],
  ['Jonas is unshared', (it) => it.unsharedFrom(jonas), 'evaluating, not-shared, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, not-shared, ready => ready'],
  ['Jonas joins again', (it) => it.sharedWith(jonas), 'evaluating, evaluating, ready => ready'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready, evaluating, evaluating => ready'],
  ['Anna declines', (it) => it.declined(), 'awaiting, awaiting, awaiting => awaiting'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['on hold', held, 'evaluating, evaluating, evaluating => evaluating'],
  ['Jonas declines meanwhile', (it) => it.declinedBy(jonas), 'awaiting, awaiting, awaiting => awaiting'],
  ['Jonas is unshared: still declined', (it) => it.unsharedFrom(jonas), 'awaiting, not-shared, awaiting => awaiting'],
  ['sent back to Luis instead', (it) => it.sentBackTo(luis), 'evaluating, not-shared, evaluating => evaluating'],
  ['resumed', resumed, 'evaluating, not-shared, evaluating => evaluating'],
  ['Jonas joins', (it) => it.sharedWith(jonas), 'evaluating, evaluating, evaluating => evaluating'],
  ['all three are ready', (it) => it.ready(luis).ready(jonas).ready(mei), 'ready, ready, ready => ready'],
  ['the share with Mei ends', expired(mei), 'ready, ready, not-shared => ready'],
  ['approved', (it) => it.approved(), 'approved, approved, not-shared => approved'],
  ['Mei joins', (it) => it.sharedWith(mei), 'approved, approved, approved => approved'],
  ['Anna asks for a revision', (it) => it.revisionAsked(), 'awaiting, awaiting, awaiting => awaiting'],
  ['its setup 4 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, evaluating, ready => ready'],
  ['closed', (it) => it.closed(), 'archived, archived, archived => archived'],
  ['reopened: the verdict stands', reopened, 'evaluating, evaluating, ready => ready'],
];

const luisAndJonas = aCase({ rule: { rule: 'any' } })
  .sharedWith(luis)
  .sharedWith(jonas);

describe('under any', () => {
  it.each(told(luisAndJonas, two))('of Luis and Jonas: %s', (_sentence, after, shown) => {
    expect(shownBy(after, [luis, jonas])).toBe(shown);
  });

  it.each(told(luisAndJonas.sharedWith(mei), three))('of Luis, Jonas and Mei: %s', (_sentence, after, shown) => {
    expect(shownBy(after, [luis, jonas, mei])).toBe(shown);
  });
});
