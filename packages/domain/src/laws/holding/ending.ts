/** What ends access leaves no path. Rules: product.md B6, C1, G1-G3, G9. */

import { expect } from '@jest/globals';
import { type Act, matrix } from '../../access/index.js';
import type { DomainEvent } from '../../events.js';
import type { CollaboratorId } from '../../ids.js';
import type { RecipientRule } from '../../patient/index.js';
import { annaId, caseId, inDays, person, planWellId } from '../../testing/index.js';
import type { Instant } from '../../time.js';
import { type Law, whenTaken } from '../random/decided.js';
import { everyone } from '../random/moves/index.js';
import type { World } from '../random/world.js';

const acts = Object.keys(matrix) as Act[];
const outsiders = everyone.filter((id) => id !== annaId).map((id) => person(id));

/** Who can do anything through the entry, and what. */
const pathsThrough = (world: World, entry: CollaboratorId, now: Instant, who = outsiders): readonly string[] =>
  who.flatMap((actor) =>
    acts
      .filter((act) => world.judge(act, actor, now, entry)?.allowed)
      .map((act) => `${actor.personId} ${act} through ${entry}`),
  );

type Entry = World['roster']['entries'][CollaboratorId];
const isMeant = (rules: readonly RecipientRule[], { recipientId, recipientKind }: Entry): boolean =>
  rules.some(
    (rule) =>
      rule.of === 'everyone' ||
      (rule.of === 'everyone-but-staff' && recipientKind !== 'staff') ||
      (rule.of === 'kind' && rule.kind === recipientKind) ||
      (rule.of === 'recipient' && rule.recipientId === recipientId),
  );

/** The entries that see nothing any more because of what has just happened; what was declared for an earlier moment may be outdone. */
const endedBy = ({ type, data }: DomainEvent, { roster }: World, now: Instant): readonly CollaboratorId[] => {
  switch (type) {
    case 'CollaboratorRemoved':
    case 'CollaboratorPaused':
      return [data.collaboratorId];
    case 'CaseUnshared':
    case 'GrantExpired':
      return data.caseId === caseId ? [data.collaboratorId] : [];
    case 'ConsentWithdrawn':
    case 'SharingObjected': {
      if (data.occurredAt !== now) return [];
      const meant = Object.values(roster.entries).filter((entry) => isMeant(data.recipients, entry));
      return meant.map(({ collaboratorId }) => collaboratorId);
    }
    case 'ProcessingRestricted':
    case 'PersonalDataErased':
      return Object.keys(roster.entries) as CollaboratorId[];
    default:
      return [];
  }
};

export const ofEndedAccess: Readonly<Record<string, Law>> = {
  'removal, withdrawal, objection and whatever else ends a share leave no path to the case, now and later': whenTaken(
    (world, { now }, events) => {
      // Of one and the same command the last word counts: a share that has run out is ended and made anew.
      const shared = new Set(events.flatMap(({ type, data }) => (type === 'CaseShared' ? [data.collaboratorId] : [])));
      const ended = events.flatMap((event) => endedBy(event, world, now)).filter((entry) => !shared.has(entry));
      const paths = ended.flatMap((entry) =>
        [now, inDays(400, now)].flatMap((then) => pathsThrough(world, entry, then)),
      );
      if (paths.length > 0) expect(paths).toEqual([]);
    },
  ),

  'who has left an organisation has no path through it': whenTaken((world, { now }, events) => {
    const left = events.flatMap(({ type, data }) => (type === 'MemberRemoved' ? [person(data.personId)] : []));
    const entries = Object.values(world.roster.entries).filter(({ recipientId }) => recipientId === planWellId);
    const paths = entries.flatMap(({ collaboratorId }) => pathsThrough(world, collaboratorId, now, left));
    if (paths.length > 0) expect(paths).toEqual([]);
  }),

  'whose entry was removed sees nothing through it ever again': whenTaken((world, { now }) => {
    const removed = Object.values(world.roster.entries).filter(({ status }) => status === 'removed');
    const seen = removed.flatMap(({ collaboratorId }) =>
      outsiders.filter((actor) => world.judge('see-case', actor, now, collaboratorId)?.allowed),
    );
    if (seen.length > 0) expect(seen).toEqual([]);
  }),
};
