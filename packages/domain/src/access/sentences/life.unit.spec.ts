import { describe, expect, it } from '@jest/globals';
import type { OrderNumber } from '../../ids.js';
import { annaId, caseId, luis, patientId } from '../../testing/index.js';
import {
  all,
  archived,
  ask,
  cancelled,
  closed,
  colleague,
  colleagueWith,
  colleagueWithout,
  completed,
  held,
  inEachPhase,
  lab,
  lacks,
  type Line,
  no,
  onHold,
  type PhaseLine,
  provider,
  reopened,
  yes,
} from './ask.js';

const everyPermission = colleagueWith(...all);
const noHolds = lacks('manage-holds');
const ofCase = { caseId, patientId, providerId: annaId };
const retainer = 'RTNR-0000-0001' as OrderNumber;
const withRetainer = closed.and({
  type: 'RetainerOrdered',
  data: { ...ofCase, orderNumber: retainer, charge: 'paid' },
});
const shipped = { ...ofCase, orderNumber: retainer, phase: 1, last: true, occurredAt: '2026-03-20T09:00:00.000Z' };
const resumed = onHold.and({ type: 'CaseResumed', data: ofCase });

describe('the life of a case (domain-facts.md, Permissions; product.md D2)', () => {
  it.each<PhaseLine>([
    ['the provider holds and resumes', provider, 'hold-case', yes, yes, archived],
    ['a colleague with the permission does', colleagueWith('manage-holds'), 'hold-case', yes, yes, archived],
    [
      'a colleague with every other permission does not',
      colleagueWithout('manage-holds'),
      'hold-case',
      noHolds,
      noHolds,
      noHolds,
    ],
    ['the provider completes, and is told nothing new of one that has ended', provider, 'complete-case', yes, yes, yes],
    ['a colleague with every permission completes nothing', everyPermission, 'complete-case', no, no, no],
    ['the provider cancels, and is told nothing new of one that has ended', provider, 'cancel-case', yes, yes, yes],
    ['a colleague with every permission cancels nothing', everyPermission, 'cancel-case', no, no, no],
    ['the provider closes, and is told nothing new of one that is closed', provider, 'close-case', yes, yes, yes],
    ['a colleague with every permission closes nothing', everyPermission, 'close-case', no, no, no],
    ['the provider reopens, and is told nothing new of one that is open', provider, 'reopen-case', yes, yes, yes],
    ['a colleague with every permission reopens nothing', everyPermission, 'reopen-case', no, no, no],
  ])('%s', (_sentence, asking, act, ...expected) => {
    expect(inEachPhase(asking, act)).toMatchObject(expected);
  });

  it.each<Line>([
    ['no verdict on a completed case', colleague, 'mark-setup-ready', { on: completed }, archived],
    ['no approval on a cancelled case', provider, 'approve-setup', { on: cancelled }, archived],
    [
      'no message on a completed case',
      provider,
      'post-message',
      { on: completed, through: luis.collaboratorId },
      archived,
    ],
    ['a verdict again once the case is reopened', colleague, 'mark-setup-ready', { on: reopened }, yes],
    ['an approval again once it is resumed', provider, 'approve-setup', { on: resumed }, yes],
    ['a setup again once it is resumed', lab, 'publish-setup', { on: resumed }, yes],
    ['a closed case on hold is closed', provider, 'approve-setup', { on: onHold.closed() }, archived],
    ['a retainer that was ordered on a closed case is shipped', lab, 'ship-order', { on: withRetainer }, yes],
    [
      'messages while that retainer is made',
      provider,
      'post-message',
      { on: withRetainer, through: luis.collaboratorId },
      yes,
    ],
    [
      'and none once it is shipped',
      provider,
      'post-message',
      { on: withRetainer.and({ type: 'AlignersShipped', data: shipped }), through: luis.collaboratorId },
      archived,
    ],
    [
      'a retainer that is made can be held up like a case',
      lab,
      'ship-order',
      { on: withRetainer.and({ type: 'CasePutOnHold', data: ofCase }) },
      held,
    ],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });
});
