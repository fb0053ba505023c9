/** The pen has one holder at most. Rules: product.md C9. */

import { expect } from '@jest/globals';
import type { PenHolder } from '../../case/index.js';
import type { DomainEvent } from '../../events.js';
import { caseId } from '../../testing/index.js';
import { type Law, whenTaken } from '../random/decided.js';

/** Who holds the pen, from the events alone; what an event says of the holder before it has to be so. */
const holderAfter = (events: readonly DomainEvent[]): PenHolder | undefined => {
  let holder: PenHolder | undefined;
  /** The collaborator whose decline closed the version. */
  let declinedBy: string | undefined;
  const sharing = new Map<string, boolean>();
  const demand = (said: PenHolder | undefined): void => {
    if (JSON.stringify(said) !== JSON.stringify(holder)) expect(said).toEqual(holder);
  };
  for (const { type, data } of events) {
    if (!('caseId' in data) || data.caseId !== caseId) continue;
    const isTheirs =
      holder?.of === 'collaborator' && 'collaboratorId' in data && data.collaboratorId === holder.collaboratorId;
    switch (type) {
      case 'PenTaken':
        demand(data.from);
        holder = data.holder;
        break;
      case 'PenPassed':
        demand(data.from);
        holder = data.to;
        break;
      case 'PenReleased':
        demand(data.holder);
        holder = undefined;
        break;
      case 'SetupDeclined':
        if (holder) demand({ of: 'provider' });
        holder = { of: 'provider' };
        break;
      case 'SetupDeclinedByCollaborator': {
        const theirs: PenHolder = { of: 'collaborator', collaboratorId: data.collaboratorId };
        if (holder) demand(theirs);
        holder = theirs;
        declinedBy = data.collaboratorId;
        break;
      }
      case 'RevisionRequested': {
        const asking: PenHolder =
          data.through === undefined ? { of: 'provider' } : { of: 'collaborator', collaboratorId: data.through };
        if (holder) demand(asking);
        holder = asking;
        break;
      }
      case 'SetupSentBack':
        if (holder?.of === 'collaborator' && holder.collaboratorId === declinedBy) holder = undefined;
        declinedBy = undefined;
        break;
      case 'SetupReadyForReview':
        holder = undefined;
        declinedBy = undefined;
        break;
      case 'CaseShared':
      case 'GrantRenewed':
        sharing.set(data.collaboratorId, data.ends?.on === 'approval');
        break;
      case 'CaseUnshared':
      case 'GrantExpired':
        if (isTheirs) holder = undefined;
        break;
      case 'SetupApproved':
        if (holder?.of === 'collaborator' && sharing.get(holder.collaboratorId)) holder = undefined;
        break;
    }
  }
  return holder;
};

export const ofThePen: Readonly<Record<string, Law>> = {
  'the pen has one holder at most, and moves only by what is recorded (product.md C9)': whenTaken(
    (world, _step, events) => {
      if (events.length > 0 && world.submitted) expect(world.submitted.pen).toEqual(holderAfter(world.events));
    },
  ),
};
