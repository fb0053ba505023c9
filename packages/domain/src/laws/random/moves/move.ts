/** A random move: a command that is aimed when its turn comes, at what is there then, mostly by somebody who may. */

import fc from 'fast-check';
import type { AccountCommand } from '../../../account/index.js';
import type { CaseCommand } from '../../../case/index.js';
import { type Actor, actorOf } from '../../../context.js';
import type { CollaboratorId, PersonId } from '../../../ids.js';
import { isMember } from '../../../organisation/index.js';
import type { PatientCommand } from '../../../patient/index.js';
import type { RosterCommand } from '../../../roster/index.js';
import {
  administratorId,
  annaId,
  caseId,
  idOf,
  jonasId,
  luisId,
  meiId,
  pauloId,
  petraId,
  planWellId,
  technicianId,
} from '../../../testing/index.js';
import { daysAfter, type Instant } from '../../../time.js';
import type { Aimed, Step, World } from '../world.js';

export const everyone = [annaId, luisId, jonasId, meiId, petraId, pauloId, technicianId, administratorId] as const;

/** A person, the first start, or a rule. */
export type By = PersonId | 'setup' | 'policy';

/** What a move finds when its turn comes. */
export interface Here {
  readonly world: World;
  readonly now: Instant;
  /** A number that nothing has yet. */
  readonly fresh: number;
}

export type Aim = Aimed & { readonly by: By };

export interface Move {
  readonly name: string;
  readonly aim: (here: Here) => Aim;
}

export interface WeightedMove {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Move>;
}

export const move = <Drawn>(
  name: string,
  weight: number,
  drawn: fc.Arbitrary<Drawn>,
  aim: (drawn: Drawn, here: Here) => Aim,
): WeightedMove => ({ weight, arbitrary: drawn.map((what) => ({ name, aim: (here) => aim(what, here) })) });

export const onCase = (command: CaseCommand, by: By): Aim => ({ at: 'case', of: caseId, command, by });
export const onAccount = (of: PersonId, command: AccountCommand, by: By): Aim => ({ at: 'account', of, command, by });
export const onRoster = (command: RosterCommand, by: By = annaId): Aim => ({ at: 'roster', command, by });
export const onPatient = (command: PatientCommand, by: By = annaId): Aim => ({ at: 'patient', command, by });

/** The step that a move comes to now; none where who should act has no account (any more). */
export const stepOf = ({ aim }: Move, world: World, now: Instant, instead?: PersonId): Step | undefined => {
  const { by, ...aimed } = aim({ world, now, fresh: 1000 + world.events.length });
  const actor = actorFor(instead ?? by, world);
  return actor && { ...aimed, actor, now };
};

const actorFor = (by: By, world: World): Actor | undefined => {
  if (by === 'setup') return { kind: 'setup' };
  return by === 'policy' ? { kind: 'policy', name: 'policy:any' } : actorOf(world.account(by));
};

export const pick = <Item>(items: readonly Item[], number: number, none: Item): Item =>
  items[number % Math.max(1, items.length)] ?? none;

export const nobody = idOf(999) as CollaboratorId;
/** Any entry that the roster has or had. */
export const entryAt = ({ world }: Here, number: number): CollaboratorId =>
  pick(Object.keys(world.roster.entries) as CollaboratorId[], number, nobody);
/** Mostly an entry that is active and with whom the case is shared. */
export const sharedAt = (here: Here, number: number): CollaboratorId => {
  const { submitted, roster } = here.world;
  const shared = Object.values(roster.entries).filter(
    ({ collaboratorId, status }) => status === 'active' && submitted?.grants[collaboratorId],
  );
  return number % 8 === 0
    ? entryAt(here, number)
    : (pick(shared, number, undefined)?.collaboratorId ?? entryAt(here, number));
};
/** Who speaks for an entry. */
export const speakerOf = ({ world }: Here, entry: CollaboratorId, number: number): PersonId => {
  const recipientId = world.roster.entries[entry]?.recipientId;
  if (recipientId !== planWellId) return (recipientId ?? luisId) as PersonId;
  return pick(
    [petraId, pauloId].filter((one) => isMember(world.organisation, one)),
    number,
    petraId,
  );
};

export const nat = fc.nat(23);
/** Days from now. */
export const daysFrom = (now: Instant, days: number): Instant => daysAfter(now, days);
