import { describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../ids.js';
import {
  annaId,
  idOf,
  inDays,
  luis,
  luisId,
  mei,
  patientId,
  petraId,
  planWell,
  planWellId,
} from '../../testing/index.js';
import {
  asCollaborator,
  entry,
  expired,
  type Line,
  recorded,
  rule,
  share,
  shared,
  told,
  unshared,
  view,
  withdrawn,
} from './tell.js';

const holds = (...[, event, known, expected]: Line): void => expect(told(event, known)).toEqual(expected);

describe('collaborator-added', () =>
  it.each<Line>([
    ['who has accepted is told of a case', recorded(shared(luis)), view([share(luis)]), ['collaborator-added -> Luis']],
    [
      'each member of an organisation is told',
      recorded(shared(planWell)),
      view([share(planWell)]),
      ['collaborator-added -> Petra', 'collaborator-added -> Paulo'],
    ],
    ['who has not accepted is not', recorded(shared(luis)), view([share(luis, 'blind')]), []],
    ['others who see the case are not', recorded(shared(luis)), view([share(luis, 'blind'), share(mei)]), []],
    [
      'who ordered it is not told of their own share',
      recorded(shared(luis), asCollaborator(luisId)),
      view([share(luis)]),
      [],
    ],
  ])('%s', holds));

describe('access-ended', () => {
  const entryEnded = ['access-ended -> Luis'];
  it.each<Line>([
    ['unshared: the collaborator is told', recorded(unshared), view([share(luis, 'lost'), share(mei)]), entryEnded],
    [
      'unshared from who never saw it, or was told already: nobody is',
      recorded({ ...unshared, data: { ...unshared.data, cause: 'collaborator-removed' } }, rule),
      view([{ ...share(luis, 'blind'), open: false }]),
      [],
    ],
    [
      'unshared from who sees it through an organisation: nobody is',
      recorded(unshared),
      {
        ...view([share(luis, 'lost'), share(planWell)]),
        entries: view().entries.map((one) => ({ ...one, people: [luisId] })),
      },
      [],
    ],
    ['expired: the collaborator is told', recorded(expired, rule), view([share(luis, 'lost')]), entryEnded],
    [
      'paused: the collaborator is told once',
      recorded({ type: 'CollaboratorPaused', data: entry(luis) }),
      view([share(luis, 'lost')]),
      entryEnded,
    ],
    [
      'removed: every member is told once, whatever number of cases',
      recorded({ type: 'CollaboratorRemoved', data: entry(planWell) }),
      view([share(planWell, 'lost'), share(planWell, 'lost', idOf(31) as CaseId)]),
      ['access-ended -> Petra', 'access-ended -> Paulo'],
    ],
    [
      'removed before they accepted, or while paused: nobody is',
      recorded({ type: 'CollaboratorRemoved', data: entry(luis) }),
      view([], false),
      [],
    ],
    [
      'removed before they accepted, while others had: nobody is',
      recorded({ type: 'CollaboratorRemoved', data: entry(luis) }),
      {
        ...view(),
        entries: view().entries.map((one) => ({ ...one, wasActive: one.collaboratorId !== luis.collaboratorId })),
      },
      [],
    ],
    [
      'consent withdrawn: who loses a case by it is told, for each case',
      recorded(withdrawn),
      view([share(luis, 'lost'), share(luis, 'lost', idOf(31) as CaseId), share(mei)]),
      ['access-ended -> Luis', 'access-ended -> Luis'],
    ],
    ['consent withdrawn from who saw nothing: nobody is told', recorded(withdrawn), view([share(luis, 'blind')]), []],
    [
      'objected: who loses a case by it is told',
      recorded({ ...withdrawn, type: 'SharingObjected' }),
      view([share(luis, 'lost'), share(mei)]),
      entryEnded,
    ],
    [
      'restricted: who loses a case by it is told',
      recorded({
        type: 'ProcessingRestricted',
        data: { patientId, providerId: annaId, ground: 'duty-to-keep', eraseAt: inDays(1) },
      }),
      view([share(luis, 'lost')]),
      entryEnded,
    ],
    [
      'erased: who loses a case by it is told',
      recorded({ type: 'PersonalDataErased', data: { patientId, providerId: annaId, classes: ['content'] } }),
      view([share(luis, 'lost')]),
      entryEnded,
    ],
    [
      'a stricter policy: who loses cases by it is told once',
      recorded({ type: 'ConsentPolicyChosen', data: { providerId: annaId, policy: 'per-patient' } }),
      view([share(luis, 'lost'), share(luis, 'lost', idOf(31) as CaseId), share(mei)]),
      entryEnded,
    ],
    [
      'who leaves an organisation is told, who stays is not',
      recorded(
        { type: 'MemberRemoved', data: { organisationId: planWellId, personId: petraId } },
        { id: annaId, role: 'administrator' },
      ),
      view(),
      ['access-ended -> Petra'],
    ],
  ])('%s', holds);
});
