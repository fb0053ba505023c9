import { describe, expect, it } from '@jest/globals';
import type { PersonId } from '../../ids.js';
import { noOrganisation, type OrganisationState } from '../../organisation/state.js';
import { anna, annaId, luisId, pauloId, person, planWell, planWellId } from '../../testing/index.js';
import { ask, type Line, no, planner, type Situation, shared, unknown, who, yes } from './ask.js';

const paulo = who(person(pauloId));
const members = (...ids: readonly PersonId[]): Situation => {
  const service: OrganisationState = {
    status: 'registered',
    organisationId: planWellId,
    kind: 'treatment-planning-service',
    members: ids,
  };
  return { organisations: new Map([[planWellId, service]]) };
};

describe('who speaks for a planning service (product.md A3, B7, B8)', () => {
  it.each<Line>([
    ['each of its members sees the case', paulo, 'see-case', {}, yes],
    ['each of its members marks ready', paulo, 'mark-setup-ready', {}, yes],
    [
      'each of its members reads the one conversation',
      paulo,
      'see-conversation',
      { through: planWell.collaboratorId },
      yes,
    ],
    ['who has left it sees nothing', planner, 'see-case', members(pauloId), unknown('no-relation')],
    ['who has left it writes nothing', planner, 'post-message', members(pauloId), unknown('no-relation')],
    ['who has come to it sees what was shared before', who(person(luisId)), 'see-case', members(luisId), yes],
    [
      'nobody speaks for a service that is not known',
      planner,
      'see-case',
      { organisations: new Map() },
      unknown('no-relation'),
    ],
    [
      'nobody speaks for a service that was never registered',
      planner,
      'see-case',
      { organisations: new Map([[planWellId, noOrganisation]]) },
      unknown('no-relation'),
    ],
    [
      'a service that the case is not shared with any more lets nobody in',
      planner,
      'see-case',
      { on: shared.unsharedFrom(planWell) },
      unknown('not-shared'),
    ],
    [
      'a provider is never their own collaborator, also not as a member of a service',
      who(anna),
      'mark-setup-ready',
      members(annaId),
      no,
    ],
  ])('%s', (_sentence, asking, act, situation, expected) => {
    expect(ask(asking, act, situation)).toMatchObject(expected);
  });

  it('names the service for which a member acts', () => {
    expect(ask(paulo, 'mark-setup-ready')).toMatchObject({
      standing: { as: 'collaborator', onBehalfOf: planWellId, grant: { collaboratorId: planWell.collaboratorId } },
    });
  });
});
