import { describe, expect, it } from '@jest/globals';
import { aCase, type CaseBuilder, luis, orderNumberOf } from '../../testing/index.js';
import { type CaseFacts, categoryOf, categoryOfDraft, isArchived, statusOfCategory } from './index.js';

const factsOf = (built: CaseBuilder): CaseFacts => {
  const state = built.build();
  if (state.status !== 'submitted') throw new Error('Not submitted.');
  return state.facts;
};

const withSetup = aCase().setup();
const approved = withSetup.approved();
const shippedAll = approved.shipped();
const retainers = aCase({ kind: 'retainer' }).setup().approved('retainer-only');
const second = { of: orderNumberOf(2) };
const completed = shippedAll.completed();
const withRetainer = completed.retainerOrdered();

describe('the category and status of a case (product.md D2, D3; domain-facts.md)', () => {
  it.each<[string, CaseBuilder, string, string]>([
    ['submitted', aCase(), 'setup-in-production', 'in-treatment'],
    ['records are asked for', aCase().records('waiting'), 'waiting-for-records', 'action-needed'],
    ['records are rejected', aCase().records('waiting').records('rejected'), 'records-rejected', 'action-needed'],
    ['and asked for again', aCase().records('rejected').records('waiting'), 'waiting-for-records', 'action-needed'],
    ['records are complete', aCase().records('rejected').records('complete'), 'setup-in-production', 'in-treatment'],
    ['the setup is there', withSetup, 'setup-awaiting-approval', 'action-needed'],
    [
      'a collaborator declined it',
      aCase().sharedWith(luis).setup().declinedBy(luis),
      'setup-being-changed',
      'in-treatment',
    ],
    ['the provider declined it', withSetup.declined(), 'setup-being-changed', 'in-treatment'],
    [
      'records are asked for after a decline',
      withSetup.declined().records('waiting'),
      'waiting-for-records',
      'action-needed',
    ],
    [
      'it was sent back',
      aCase().sharedWith(luis).setup().declinedBy(luis).sentBackTo(luis),
      'setup-awaiting-approval',
      'action-needed',
    ],
    [
      'it was sent back while records are asked for: the setup waits, not the lab',
      aCase().sharedWith(luis).setup().declinedBy(luis).records('waiting').sentBackTo(luis),
      'setup-awaiting-approval',
      'action-needed',
    ],
    [
      'and is approved: nothing is planned that records are needed for',
      aCase().sharedWith(luis).setup().declinedBy(luis).records('rejected').sentBackTo(luis).approved(),
      'aligners-in-production',
      'in-treatment',
    ],
    [
      'records that are still missing when a revision is asked for',
      aCase().sharedWith(luis).setup().declinedBy(luis).records('waiting').sentBackTo(luis).approved().revisionAsked(),
      'waiting-for-records',
      'action-needed',
    ],
    ['the next version is there', withSetup.declined().setup(), 'setup-awaiting-approval', 'action-needed'],
    ['it is approved', approved, 'aligners-in-production', 'in-treatment'],
    ['the first of several phases is shipped', approved.shipped({ last: false }), 'shipped', 'in-treatment'],
    ['and the next', approved.shipped({ last: false }).shipped({ last: false }), 'shipped', 'in-treatment'],
    ['everything is shipped', approved.shipped({ last: false }).shipped(), 'treatment-in-progress', 'in-treatment'],
    ['on hold', approved.onHold(), 'on-hold', 'in-treatment'],
    ['on hold while records are missing', aCase().records('waiting').onHold(), 'on-hold', 'in-treatment'],
    ['a revision is asked for', shippedAll.revisionAsked(), 'revision-requested', 'in-treatment'],
    ['its records are missing', shippedAll.revisionAsked().records('waiting'), 'waiting-for-records', 'action-needed'],
    ['its setup is there', shippedAll.revisionAsked().setup(), 'setup-awaiting-approval', 'action-needed'],
    ['its setup is declined', shippedAll.revisionAsked().setup().declined(), 'setup-being-changed', 'in-treatment'],
    [
      'its setup is approved: production begins anew',
      shippedAll.revisionAsked().setup().approved(),
      'aligners-in-production',
      'in-treatment',
    ],
    [
      'it is shipped in part',
      shippedAll
        .revisionAsked()
        .setup()
        .approved()
        .shipped({ ...second, last: false }),
      'shipped',
      'in-treatment',
    ],
    [
      'it is shipped',
      shippedAll.revisionAsked().setup().approved().shipped(second),
      'treatment-in-progress',
      'in-treatment',
    ],
    ['a replacement is made', shippedAll.replacementOrdered(), 'aligners-in-production', 'in-treatment'],
    [
      'a replacement is made between two phases',
      approved.shipped({ last: false }).replacementOrdered(),
      'aligners-in-production',
      'in-treatment',
    ],
    ['and shipped', shippedAll.replacementOrdered().shipped(second), 'treatment-in-progress', 'in-treatment'],
    ['retainers are ordered', shippedAll.retainerOrdered(), 'retainer-ordered', 'in-treatment'],
    [
      'retainers are ordered while phases follow',
      approved.shipped({ last: false }).retainerOrdered(),
      'shipped',
      'in-treatment',
    ],
    [
      'retainers are shipped in part',
      shippedAll.retainerOrdered().shipped({ ...second, last: false }),
      'retainer-ordered',
      'in-treatment',
    ],
    ['retainers are shipped', shippedAll.retainerOrdered().shipped(second), 'treatment-in-progress', 'in-treatment'],
    ['a case of retainers is approved', retainers, 'retainer-ordered', 'in-treatment'],
    ['and shipped in part', retainers.shipped({ last: false }), 'shipped', 'in-treatment'],
    ['and shipped', retainers.shipped(), 'shipped', 'in-treatment'],
    ['completed', completed, 'completed', 'closed'],
    ['cancelled', approved.cancelled(), 'cancelled', 'closed'],
    ['closed', approved.closed(), 'closed', 'closed'],
    ['closed on hold', approved.onHold().closed(), 'closed', 'closed'],
    ['closed while records are missing', aCase().records('waiting').closed(), 'closed', 'closed'],
    ['retainers are ordered after the end', withRetainer, 'retainer-ordered', 'in-treatment'],
    ['they are shipped in part', withRetainer.shipped({ ...second, last: false }), 'retainer-ordered', 'in-treatment'],
    ['they are shipped: it is as it was', withRetainer.shipped(second), 'completed', 'closed'],
    ['closed in spite of them', withRetainer.closed(), 'closed', 'closed'],
    [
      'two orders of retainers after the end, one of them shipped',
      withRetainer.retainerOrdered().shipped({ of: orderNumberOf(3) }),
      'retainer-ordered',
      'in-treatment',
    ],
    [
      'retainers that were open when it ended do not bring it back',
      shippedAll.retainerOrdered().closed(),
      'closed',
      'closed',
    ],
    [
      'but are open again when it is reopened',
      shippedAll.retainerOrdered().closed().reopened(),
      'retainer-ordered',
      'in-treatment',
    ],
    ['reopened', completed.reopened(), 'treatment-in-progress', 'in-treatment'],
    ['reopened after it was cancelled', approved.cancelled().reopened(), 'aligners-in-production', 'in-treatment'],
    ['reopened without a setup', aCase().closed().reopened(), 'setup-in-production', 'in-treatment'],
    ['reopened while its setup waits', withSetup.closed().reopened(), 'setup-awaiting-approval', 'action-needed'],
    ['reopened after a hold', approved.onHold().closed().reopened(), 'aligners-in-production', 'in-treatment'],
    ['reopened with retainers ordered after the end', withRetainer.reopened(), 'retainer-ordered', 'in-treatment'],
    ['ended again after that', withRetainer.reopened().closed(), 'closed', 'closed'],
  ])('%s', (_sentence, built, category, status) => {
    const found = categoryOf(factsOf(built));
    expect(found).toBe(category);
    expect(statusOfCategory[found]).toBe(status);
  });

  it('of a draft asks for its submission', () => {
    expect(categoryOfDraft).toBe('submission-incomplete');
    expect(statusOfCategory[categoryOfDraft]).toBe('action-needed');
  });

  it('is in the archive from its end on, but for retainers ordered since', () => {
    expect(isArchived(factsOf(completed))).toBe(true);
    expect(isArchived(factsOf(withRetainer))).toBe(false);
    expect(isArchived(factsOf(withRetainer.shipped(second)))).toBe(true);
    expect(isArchived(factsOf(withRetainer.closed()))).toBe(true);
    expect(isArchived(factsOf(completed.reopened()))).toBe(false);
  });
});
