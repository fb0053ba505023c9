import { describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../ids.js';
import { annaId, idOf, luis, luisId, mei, petraId, planWell } from '../../testing/index.js';
import {
  approved,
  asCollaborator,
  declinedByPetra,
  escalated,
  lab,
  type Line,
  published,
  ready,
  recorded,
  rule,
  sentBack,
  share,
  told,
  view,
  words,
} from './tell.js';

const holds = (...[, event, known, expected]: Line): void => expect(told(event, known)).toEqual(expected);

describe('setup-ready-for-review, setup-ready-on-shared-case', () =>
  it.each<Line>([
    [
      'everybody who sees the case is told, and the provider',
      recorded(published, lab),
      view([share(luis), share(planWell)]),
      [
        'setup-ready-for-review -> Luis',
        'setup-ready-for-review -> Petra',
        'setup-ready-for-review -> Paulo',
        'setup-ready-on-shared-case -> Anna',
      ],
    ],
    [
      'who does not see it is not; shared it is all the same',
      recorded(published, lab),
      view([share(luis, 'blind')]),
      ['setup-ready-on-shared-case -> Anna'],
    ],
    ['of a case shared with nobody nobody is told', recorded(published, lab), view(), []],
    ['nor of one no longer shared', recorded(published, lab), view([{ ...share(luis), open: false, sees: false }]), []],
    [
      'nor because another case is shared',
      recorded(published, lab),
      view([share(luis, 'sees', idOf(31) as CaseId)]),
      [],
    ],
    [
      'who stands behind two entries is told once',
      recorded(published, lab),
      {
        ...view([share(luis), share(planWell)]),
        entries: view().entries.map((one) => ({ ...one, people: [petraId] })),
      },
      ['setup-ready-for-review -> Petra', 'setup-ready-on-shared-case -> Anna'],
    ],
    [
      'a provider who works for the planning service is told as the provider',
      recorded(published, lab),
      { ...view([share(planWell)]), entries: view().entries.map((one) => ({ ...one, people: [annaId, petraId] })) },
      ['setup-ready-for-review -> Petra', 'setup-ready-on-shared-case -> Anna'],
    ],
  ])('%s', holds));

describe('setup-sent-back', () =>
  it.each<Line>([
    [
      'the named collaborator is told, and has the reason to read',
      recorded(sentBack),
      view([share(luis), share(mei)]),
      ['setup-sent-back -> Luis', 'messages-unread -> Luis'],
    ],
    ['not where they see the case no more', recorded(sentBack), view([share(luis, 'blind'), share(mei)]), []],
  ])('%s', holds));

describe('setup-approved', () =>
  it.each<Line>([
    [
      'everybody who sees the case is told',
      recorded(approved),
      view([share(luis), share(mei)]),
      ['setup-approved -> Luis', 'setup-approved -> Mei'],
    ],
    [
      'whose grant ended with it is told of that alone',
      recorded(approved),
      view([share(luis, 'lost'), share(mei)]),
      ['setup-approved -> Mei', 'access-ended -> Luis'],
    ],
    ['who has not accepted is not told', recorded(approved), view([share(luis, 'blind')]), []],
  ])('%s', holds));

describe('collaborator-ready, collaborator-declined, review-overdue', () =>
  it.each<Line>([
    [
      'ready: the provider is told, other collaborators are not',
      recorded(ready, asCollaborator(luisId)),
      view([share(luis), share(mei)]),
      ['collaborator-ready -> Anna'],
    ],
    [
      'ready with words: they are to be read, too',
      recorded({ ...ready, data: { ...ready.data, words } }, asCollaborator(luisId)),
      view([share(luis)]),
      ['collaborator-ready -> Anna', 'messages-unread -> Anna'],
    ],
    [
      'declined: the provider is told, fellow members are not',
      recorded(declinedByPetra, asCollaborator(petraId)),
      view([share(planWell)]),
      ['collaborator-declined -> Anna', 'messages-unread -> Anna'],
    ],
    [
      'overdue: the provider is told, the collaborator is not',
      recorded(escalated, rule),
      view([share(luis)]),
      ['review-overdue -> Anna'],
    ],
  ])('%s', holds));
