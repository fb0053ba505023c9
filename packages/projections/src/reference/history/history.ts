/** Random histories of events that the deciders could have recorded: providers, a planning service, patients, cases. */

import { randomFrom } from '../random.js';
import type { Raw } from '../raw.js';
import { NAMES, PEOPLE, PROVIDERS } from './names.js';
import * as orders from './orders.js';
import * as patients from './patients.js';
import * as reviews from './reviews.js';
import * as rosters from './rosters.js';
import { type Act, World } from './world.js';

export const randomHistory = (seed: number, steps: number): readonly Raw[] => {
  const random = randomFrom(seed);
  const world = new World(random);
  for (const [at, personId] of PEOPLE.entries()) {
    const name = `${NAMES[at]} ${personId}`;
    world.record('account', personId, 'AccountProvisioned', { personId, name, language: 'de' });
  }
  for (const personId of PROVIDERS) {
    for (const n of [1, 2]) {
      const practice = { practiceId: `${personId}-practice-${n}`, name: `${random.pick(NAMES)} Praxis` };
      world.record('account', personId, 'PracticeOpened', { personId, ...practice });
    }
  }
  const organisation = { organisationId: 'planwell', kind: 'treatment-planning-service', name: 'PlanWell' };
  world.record('organisation', 'planwell', 'OrganisationRegistered', organisation);
  for (let step = 0; step < steps; step += 1) random.pick(acts)(world, random);
  return world.events;
};

const often = (act: Act, times: number): Act[] => Array.from({ length: times }, () => act);

const acts: readonly Act[] = [
  ...often(patients.addPatient, 2),
  ...often(patients.consent, 5),
  ...[patients.correct, patients.object, patients.object, patients.restrict],
  ...often(orders.submit, 4),
  ...often(orders.orderMore, 4),
  ...often(orders.ship, 4),
  ...often(orders.askForRecords, 2),
  ...[orders.draft, orders.draft, orders.discard, orders.chooseRule, orders.hold, orders.hold],
  ...[orders.end, orders.reopen, orders.upgrade, orders.move],
  ...often(rosters.addCollaborator, 4),
  ...often(rosters.choosePolicy, 2),
  ...often(rosters.goOnInviting, 4),
  ...[rosters.accept, rosters.accept, rosters.remove, rosters.pause, rosters.entitle, rosters.entitle],
  ...often(rosters.changeMembers, 3),
  ...often(reviews.share, 12),
  ...often(reviews.publish, 5),
  ...often(reviews.judge, 6),
  ...often(reviews.decide, 5),
  ...often(reviews.sendBack, 3),
  ...often(reviews.talk, 9),
  ...often(reviews.read, 12),
  ...often(reviews.renew, 3),
  ...often(reviews.orderPlanning, 3),
  ...[reviews.unshare, reviews.unshare, reviews.expire, reviews.escalate],
];
