import { describe, expect, it } from '@jest/globals';
import { aCase, type CaseBuilder, type Collaborator, jonas, luis, mei } from '../../testing/index.js';
import { categoryOf, iconOf, type CaseFacts, rolledUpStatus, statusFor, statusOfCategory } from './index.js';

const factsOf = (built: CaseBuilder): CaseFacts => {
  const state = built.build();
  if (state.status !== 'submitted') throw new Error('No case.');
  return state.facts;
};
const forOne = (built: CaseBuilder, collaborator: Collaborator) =>
  statusFor(factsOf(built), collaborator.collaboratorId);
const rolledUp = (built: CaseBuilder) => rolledUpStatus(factsOf(built));

const leadMei = { rule: 'lead', collaboratorId: mei.collaboratorId } as const;
const all = { rule: 'all' } as const;
const withOne = aCase().sharedWith(luis);
const withTwo = (rule: CaseFacts['rule']) => aCase({ rule }).sharedWith(luis).sharedWith(jonas);
const withThree = (rule: CaseFacts['rule']) => withTwo(rule).sharedWith(mei);

describe('the status of a case for one collaborator (product.md C6)', () => {
  it.each<[string, CaseBuilder, string]>([
    ['is not shared without a grant', aCase().setup(), 'not-shared'],
    ['is not shared after unsharing', withOne.setup().ready(luis).unsharedFrom(luis), 'not-shared'],
    ['awaits the setup while the lab has published none', withOne, 'awaiting-setup'],
    ['is being evaluated when a setup is there', withOne.setup(), 'evaluating-setup'],
    ['starts at evaluating when shared after the setup is there', aCase().setup().sharedWith(luis), 'evaluating-setup'],
    ['is ready when the collaborator says so', withOne.setup().ready(luis), 'ready-for-approval'],
    [
      'is being evaluated again after it was sent back',
      withOne.setup().ready(luis).sentBackTo(luis),
      'evaluating-setup',
    ],
    ['is ready again after that', withOne.setup().ready(luis).sentBackTo(luis).ready(luis), 'ready-for-approval'],
    ['awaits the next setup after the own decline', withOne.setup().declinedBy(luis), 'awaiting-setup'],
    ['awaits the next setup after the provider declined', withOne.setup().ready(luis).declined(), 'awaiting-setup'],
    [
      'is open again when the own decline was sent back',
      withOne.setup().declinedBy(luis).sentBackTo(luis),
      'evaluating-setup',
    ],
    [
      'is ready after a reopened version was found good',
      withOne.setup().declinedBy(luis).sentBackTo(luis).ready(luis),
      'ready-for-approval',
    ],
    [
      'is being evaluated on the next version after a decline',
      withOne.setup().declinedBy(luis).setup(),
      'evaluating-setup',
    ],
    ['loses the verdict with a new version', withOne.setup().ready(luis).setup(), 'evaluating-setup'],
    [
      'loses the verdict with unsharing',
      withOne.setup().ready(luis).unsharedFrom(luis).sharedWith(luis),
      'evaluating-setup',
    ],
    [
      'stays declined when something tried to send back what the provider declined',
      withOne.setup().ready(luis).declined().sentBackTo(luis),
      'awaiting-setup',
    ],
    ['is approved', withOne.setup().approved(), 'approved'],
    ['is approved for who joins later', aCase().setup().approved().sharedWith(luis), 'approved'],
    ['is archived when closed', withOne.setup().approved().closed(), 'archived'],
    ['is archived when closed before any setup', withOne.closed(), 'archived'],
    [
      'is not shared once approved, where the grant ended at approval',
      aCase()
        .sharedWith(luis, { ends: { on: 'approval' } })
        .setup()
        .approved(),
      'not-shared',
    ],
  ])('%s', (_sentence, built, status) => {
    expect(forOne(built, luis)).toBe(status);
  });

  it('is each collaborator’s own while the version is open', () => {
    const one = withThree(all).setup().ready(luis);
    expect([luis, jonas, mei].map((who) => forOne(one, who))).toEqual([
      'ready-for-approval',
      'evaluating-setup',
      'evaluating-setup',
    ]);
  });

  it('is closed for all by anyone’s decline, and another’s ready stands again when that is sent back', () => {
    const declined = withTwo(all).setup().ready(jonas).declinedBy(luis);
    expect([luis, jonas].map((who) => forOne(declined, who))).toEqual(['awaiting-setup', 'awaiting-setup']);
    const reopened = declined.sentBackTo(luis);
    expect([luis, jonas].map((who) => forOne(reopened, who))).toEqual(['evaluating-setup', 'ready-for-approval']);
  });

  it('sends back one collaborator only', () => {
    const sentBack = withTwo(all).setup().ready(luis).ready(jonas).sentBackTo(luis);
    expect([luis, jonas].map((who) => forOne(sentBack, who))).toEqual(['evaluating-setup', 'ready-for-approval']);
  });

  it('stays declined when who declined it is unshared', () => {
    expect(forOne(withTwo(all).setup().declinedBy(luis).unsharedFrom(luis), jonas)).toBe('awaiting-setup');
  });

  it('never hears a verdict on an outdated version (C8)', () => {
    const verdict = withOne.setup().ready(luis).events.at(-1);
    if (!verdict) throw new Error('No verdict.');
    expect(forOne(withOne.setup().setup().and(verdict), luis)).toBe('evaluating-setup');
  });
});

describe('the status of a case over all its collaborators (product.md C7)', () => {
  it.each<[string, CaseBuilder, string]>([
    ['nobody: not shared', aCase().setup(), 'not-shared'],
    ['one, waiting', withOne, 'awaiting-setup'],
    ['one, evaluating', withOne.setup(), 'evaluating-setup'],
    ['one, ready', withOne.setup().ready(luis), 'ready-for-approval'],
    ['one, approved', withOne.setup().approved(), 'approved'],
    ['closed', withOne.closed(), 'archived'],
    ['any: one of two is enough', withTwo({ rule: 'any' }).setup().ready(jonas), 'ready-for-approval'],
    ['any: one of three is enough', withThree({ rule: 'any' }).setup().ready(mei), 'ready-for-approval'],
    [
      'any: sent back, nobody is left',
      withThree({ rule: 'any' }).setup().ready(mei).sentBackTo(mei),
      'evaluating-setup',
    ],
    ['all: one of two is not enough', withTwo(all).setup().ready(jonas), 'evaluating-setup'],
    ['all: two of two', withTwo(all).setup().ready(jonas).ready(luis), 'ready-for-approval'],
    ['all: two of three', withThree(all).setup().ready(jonas).ready(luis), 'evaluating-setup'],
    [
      'all: the third is unshared',
      withThree(all).setup().ready(jonas).ready(luis).unsharedFrom(mei),
      'ready-for-approval',
    ],
    ['all: a fourth joins', withTwo(all).setup().ready(jonas).ready(luis).sharedWith(mei), 'evaluating-setup'],
    ['lead: the others do not decide', withThree(leadMei).setup().ready(jonas).ready(luis), 'evaluating-setup'],
    ['lead: alone decides', withThree(leadMei).setup().ready(mei), 'ready-for-approval'],
    ['lead without a grant: all of the others', withTwo(leadMei).setup().ready(jonas), 'evaluating-setup'],
    ['lead without a grant: all are ready', withTwo(leadMei).setup().ready(jonas).ready(luis), 'ready-for-approval'],
    ['lead unshared: falls back to all', withThree(leadMei).setup().ready(mei).unsharedFrom(mei), 'evaluating-setup'],
    [
      'anyone’s decline closes it under any',
      withThree({ rule: 'any' }).setup().ready(mei).declinedBy(luis),
      'awaiting-setup',
    ],
    ['anyone’s decline closes it under all', withThree(all).setup().declinedBy(jonas), 'awaiting-setup'],
    ['anyone’s decline closes it under lead', withThree(leadMei).setup().ready(mei).declinedBy(luis), 'awaiting-setup'],
    [
      'a new version voids every verdict',
      withThree(all).setup().ready(luis).ready(jonas).ready(mei).setup(),
      'evaluating-setup',
    ],
    ['the provider approves whatever the verdicts', withThree(all).setup().approved(), 'approved'],
  ])('%s', (_sentence, built, status) => {
    expect(rolledUp(built)).toBe(status);
  });
});

describe('the icon (product.md C5)', () => {
  it.each([
    ['not-shared', 'grey-plus'],
    ['awaiting-setup', 'hourglass'],
    ['evaluating-setup', 'aligner'],
    ['ready-for-approval', 'check-mark'],
    ['approved', 'double-check'],
  ] as const)('of %s is %s, and a speech bubble while something is unread', (status, icon) => {
    expect(iconOf(status, { unread: false, shared: true })).toBe(icon);
    expect(iconOf(status, { unread: true, shared: true })).toBe('speech-bubble');
  });

  it('of an archived case is the file box, also with something unread, but only where there is a grant', () => {
    expect(iconOf('archived', { unread: true, shared: true })).toBe('file-box');
    expect(iconOf('archived', { unread: true, shared: false })).toBe('grey-plus');
  });
});

describe('the category and status of a case (domain-facts.md)', () => {
  it.each<[string, CaseBuilder, string, string]>([
    ['submitted', aCase(), 'setup-in-production', 'in-treatment'],
    ['setup there', aCase().setup(), 'setup-awaiting-approval', 'action-needed'],
    ['declined by a collaborator', withOne.setup().declinedBy(luis), 'setup-being-changed', 'in-treatment'],
    ['declined by the provider', aCase().setup().declined(), 'setup-being-changed', 'in-treatment'],
    ['reopened', withOne.setup().declinedBy(luis).sentBackTo(luis), 'setup-awaiting-approval', 'action-needed'],
    ['next version there', aCase().setup().declined().setup(), 'setup-awaiting-approval', 'action-needed'],
    ['aligners approved', aCase().setup().approved(), 'aligners-in-production', 'in-treatment'],
    [
      'retainer approved',
      aCase({ kind: 'retainer' }).setup().approved('retainer-only'),
      'retainer-ordered',
      'in-treatment',
    ],
    ['closed', aCase().setup().approved().closed(), 'closed', 'closed'],
  ])('%s', (_sentence, built, category, status) => {
    expect(categoryOf(factsOf(built))).toBe(category);
    expect(statusOfCategory[categoryOf(factsOf(built))]).toBe(status);
  });
});
