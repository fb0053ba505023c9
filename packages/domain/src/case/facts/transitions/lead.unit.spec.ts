/** product.md C6, C7 under the rule `lead`: the lead's *ready* alone decides. Written by hand, step by step. */

import { describe, expect, it } from '@jest/globals';
import { aCase, type Collaborator, jonas, luis, mei } from '../../../testing/index.js';
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

const ledBy = ({ collaboratorId }: Collaborator) => ({ rule: 'lead', collaboratorId }) as const;

const twoLedByLuis: readonly Step[] = [
  ['no setup yet', same, 'awaiting, awaiting => awaiting'],
  ['setup 1 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready, evaluating => ready'],
  ['Luis is sent back', (it) => it.sentBackTo(luis), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => evaluating'],
  ['Luis too', (it) => it.ready(luis), 'ready, ready => ready'],
  ['Jonas is sent back', (it) => it.sentBackTo(jonas), 'ready, evaluating => ready'],
  ['Jonas declines', (it) => it.declinedBy(jonas), 'awaiting, awaiting => awaiting'],
  ['that is sent back: the ready of Luis stands', (it) => it.sentBackTo(jonas), 'ready, evaluating => ready'],
  ['Luis declines', (it) => it.declinedBy(luis), 'awaiting, awaiting => awaiting'],
  ['that is sent back', (it) => it.sentBackTo(luis), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => evaluating'],
  ['Anna declines', (it) => it.declined(), 'awaiting, awaiting => awaiting'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready => evaluating'],
  ['Luis is unshared: all who are left', (it) => it.unsharedFrom(luis), 'not-shared, ready => ready'],
  ['Luis is shared again, and leads', (it) => it.sharedWith(luis), 'evaluating, ready => evaluating'],
  ['on hold', held, 'evaluating, ready => evaluating'],
  ['Luis is ready meanwhile', (it) => it.ready(luis), 'ready, ready => ready'],
  ['resumed', resumed, 'ready, ready => ready'],
  ['Jonas is unshared', (it) => it.unsharedFrom(jonas), 'ready, not-shared => ready'],
  ['Jonas joins', (it) => it.sharedWith(jonas), 'ready, evaluating => ready'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['the share with Luis ends', expired(luis), 'not-shared, evaluating => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'not-shared, ready => ready'],
  ['Luis joins', (it) => it.sharedWith(luis), 'evaluating, ready => evaluating'],
  ['approved whatever the lead says', (it) => it.approved(), 'approved, approved => approved'],
  ['Jonas asks for a revision', (it) => it.revisionAsked(jonas), 'awaiting, awaiting => awaiting'],
  ['its setup 4 comes', (it) => it.setup(), 'evaluating, evaluating => evaluating'],
  ['Luis is ready', (it) => it.ready(luis), 'ready, evaluating => ready'],
  ['approved', (it) => it.approved(), 'approved, approved => approved'],
  ['completed', completed, 'archived, archived => archived'],
  ['reopened', reopened, 'approved, approved => approved'],
];

const threeLedByMei: readonly Step[] = [
  ['no setup yet', same, 'awaiting, awaiting, awaiting => awaiting'],
  ['setup 1 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['Luis and Jonas are ready', (it) => it.ready(luis).ready(jonas), 'ready, ready, evaluating => evaluating'],
  ['Mei too', (it) => it.ready(mei), 'ready, ready, ready => ready'],
  ['Luis is sent back', (it) => it.sentBackTo(luis), 'evaluating, ready, ready => ready'],
  ['Mei is sent back', (it) => it.sentBackTo(mei), 'evaluating, ready, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, ready, ready => ready'],
  ['Luis declines', (it) => it.declinedBy(luis), 'awaiting, awaiting, awaiting => awaiting'],
  ['that is sent back', (it) => it.sentBackTo(luis), 'evaluating, ready, ready => ready'],
  ['Mei is unshared: all are not ready', (it) => it.unsharedFrom(mei), 'evaluating, ready, not-shared => evaluating'],
  ['Luis is ready: all who are left', (it) => it.ready(luis), 'ready, ready, not-shared => ready'],
  ['Mei joins, and leads', (it) => it.sharedWith(mei), 'ready, ready, evaluating => evaluating'],
  ['Mei declines', (it) => it.declinedBy(mei), 'awaiting, awaiting, awaiting => awaiting'],
  ['Mei is unshared: still declined', (it) => it.unsharedFrom(mei), 'awaiting, awaiting, not-shared => awaiting'],
  ['sent back to Luis instead', (it) => it.sentBackTo(luis), 'evaluating, ready, not-shared => evaluating'],
  ['Mei joins', (it) => it.sharedWith(mei), 'evaluating, ready, evaluating => evaluating'],
  ['setup 2 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, evaluating, ready => ready'],
  ['Anna declines', (it) => it.declined(), 'awaiting, awaiting, awaiting => awaiting'],
  ['setup 3 comes', (it) => it.setup(), 'evaluating, evaluating, evaluating => evaluating'],
  ['on hold', held, 'evaluating, evaluating, evaluating => evaluating'],
  ['Mei is ready meanwhile', (it) => it.ready(mei), 'evaluating, evaluating, ready => ready'],
  ['resumed', resumed, 'evaluating, evaluating, ready => ready'],
  ['the share with Mei ends', expired(mei), 'evaluating, evaluating, not-shared => evaluating'],
  ['approved', (it) => it.approved(), 'approved, approved, not-shared => approved'],
  ['Anna asks for a revision', (it) => it.revisionAsked(), 'awaiting, awaiting, not-shared => awaiting'],
  ['its setup 4 comes', (it) => it.setup(), 'evaluating, evaluating, not-shared => evaluating'],
  ['Luis and Jonas are ready', (it) => it.ready(luis).ready(jonas), 'ready, ready, not-shared => ready'],
  ['Mei joins', (it) => it.sharedWith(mei), 'ready, ready, evaluating => evaluating'],
  ['closed', (it) => it.closed(), 'archived, archived, archived => archived'],
  ['reopened: the verdicts stand', reopened, 'ready, ready, evaluating => evaluating'],
];

/** Mei leads without a grant: all of the two. */
const twoWithoutTheirLead: readonly Step[] = [
  ['setup 1 comes', (it) => it.setup(), 'evaluating, evaluating, not-shared => evaluating'],
  ['Jonas is ready', (it) => it.ready(jonas), 'evaluating, ready, not-shared => evaluating'],
  ['Luis too', (it) => it.ready(luis), 'ready, ready, not-shared => ready'],
  ['Luis is sent back', (it) => it.sentBackTo(luis), 'evaluating, ready, not-shared => evaluating'],
  ['Mei joins', (it) => it.sharedWith(mei), 'evaluating, ready, evaluating => evaluating'],
  ['Mei is ready', (it) => it.ready(mei), 'evaluating, ready, ready => ready'],
];

const changingTheRule: readonly Step[] = [
  ['any: Luis is ready', (it) => it.setup().ready(luis), 'ready, evaluating, evaluating => ready'],
  ['all', (it) => it.ruledBy({ rule: 'all' }), 'ready, evaluating, evaluating => evaluating'],
  ['led by Luis', (it) => it.ruledBy(ledBy(luis)), 'ready, evaluating, evaluating => ready'],
  ['led by Mei', (it) => it.ruledBy(ledBy(mei)), 'ready, evaluating, evaluating => evaluating'],
  ['declined by Jonas', (it) => it.declinedBy(jonas), 'awaiting, awaiting, awaiting => awaiting'],
  [
    'any: a decline closes under every rule',
    (it) => it.ruledBy({ rule: 'any' }),
    'awaiting, awaiting, awaiting => awaiting',
  ],
  ['sent back to Jonas', (it) => it.sentBackTo(jonas), 'ready, evaluating, evaluating => ready'],
  ['approved', (it) => it.approved(), 'approved, approved, approved => approved'],
  ['all: approved is approved', (it) => it.ruledBy({ rule: 'all' }), 'approved, approved, approved => approved'],
];

const luisAndJonas = (leader: Collaborator) =>
  aCase({ rule: ledBy(leader) })
    .sharedWith(luis)
    .sharedWith(jonas);
const allThree = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(mei);

describe('under lead', () => {
  it.each(told(luisAndJonas(luis), twoLedByLuis))('of Luis and Jonas, led by Luis: %s', (_sentence, after, shown) => {
    expect(shownBy(after, [luis, jonas])).toBe(shown);
  });

  it.each(told(luisAndJonas(mei).sharedWith(mei), threeLedByMei))(
    'of Luis, Jonas and Mei, led by Mei: %s',
    (_sentence, after, shown) => {
      expect(shownBy(after, [luis, jonas, mei])).toBe(shown);
    },
  );

  it.each(told(luisAndJonas(mei), twoWithoutTheirLead))('without the lead: %s', (_sentence, after, shown) => {
    expect(shownBy(after, [luis, jonas, mei])).toBe(shown);
  });
});

describe('choosing another rule', () => {
  it.each(told(allThree, changingTheRule))('%s', (_sentence, after, shown) => {
    expect(shownBy(after, [luis, jonas, mei])).toBe(shown);
  });
});
