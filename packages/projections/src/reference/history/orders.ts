/** What happens to orders: drafts, submission, what continues a case, records, shipments, holds, the end. */

import type { Random } from '../random.js';
import { CASE_TYPES } from './names.js';
import type { Act, World, WorldCase } from './world.js';

const newCase = (world: World, random: Random): WorldCase | undefined => {
  const patient = world.patients.at(random.below(world.patients.length));
  if (patient === undefined) return undefined;
  const ofCase: WorldCase = {
    ...{ caseId: world.newId('case'), ...patient, kind: random.pick(['aligner', 'retainer']) },
    practiceId: `${patient.providerId}-practice-${1 + random.below(3)}`,
    ...{ life: 'draft', onHold: false, version: 0, state: 'none', declinedBy: '', revisionAsked: false },
    ...{ caseType: 'none', orders: [{ orderNumber: world.newOrderNumber(), kind: 'first', shipped: false }] },
    grants: new Map(),
  };
  world.cases.push(ofCase);
  return ofCase;
};

const firstOrder = ({ orders, kind, practiceId }: WorldCase) => ({
  ...{ orderNumber: orders[0]?.orderNumber, kind, practiceId },
});

export const draft: Act = (world, random) => {
  const ofCase = newCase(world, random);
  if (ofCase === undefined) return;
  const through = world.entries.find(({ providerId, accepted }) => providerId === ofCase.providerId && accepted);
  const by = through === undefined || random.chance(0.5) ? {} : { through: through.collaboratorId };
  world.tell(ofCase, 'OrderDrafted', { ...firstOrder(ofCase), ...by });
};

export const discard: Act = (world, random) => {
  const ofCase = random.chance(0.5) ? world.aCase(({ life }) => life === 'draft') : undefined;
  if (ofCase === undefined) return;
  ofCase.life = 'discarded';
  world.tell(ofCase, 'DraftDiscarded');
};

export const submit: Act = (world, random) => {
  const drafted = random.chance(0.5) ? world.aCase(({ life }) => life === 'draft') : undefined;
  const ofCase = drafted ?? newCase(world, random);
  if (ofCase === undefined) return;
  ofCase.life = 'submitted';
  world.tell(ofCase, 'OrderSubmitted', { ...firstOrder(ofCase), reviewRule: aRule(world, random, ofCase) });
};

const aRule = (world: World, random: Random, { providerId }: WorldCase) => {
  const entries = world.entries.filter((entry) => entry.providerId === providerId);
  const lead = entries.at(random.below(entries.length));
  const leading = lead === undefined ? [] : [{ rule: 'lead', collaboratorId: lead.collaboratorId }];
  return random.pick([{ rule: 'any' }, { rule: 'all' }, ...leading]);
};

export const chooseRule: Act = (world, random) => {
  const ofCase = world.openCase();
  if (ofCase === undefined) return;
  world.tell(ofCase, 'ReviewRuleChosen', { reviewRule: aRule(world, random, ofCase) });
};

/** A revision, a retainer (also after the end), or a replacement of what was shipped. */
export const orderMore: Act = (world, random) => {
  const kind = random.pick(['revision', 'retainer', 'replacement'] as const);
  const ofCase = world.aCase(
    ({ life, state, onHold, revisionAsked, orders }) =>
      state === 'approved' &&
      !onHold &&
      (life === 'submitted' || (life === 'ended' && kind === 'retainer')) &&
      (kind !== 'revision' || !revisionAsked) &&
      (kind !== 'replacement' || orders.some(({ shipped }) => shipped)),
  );
  if (ofCase === undefined) return;
  const orderNumber = world.newOrderNumber();
  ofCase.orders.push({ orderNumber, kind, shipped: false });
  if (kind === 'replacement')
    return world.tell(ofCase, 'ReplacementOrdered', { orderNumber, cause: 'lost', aligners: [1] });
  if (kind === 'retainer') return world.tell(ofCase, 'RetainerOrdered', { orderNumber, charge: 'included' });
  ofCase.revisionAsked = true;
  const [through] = random.chance(0.4) ? [...ofCase.grants.keys()] : [];
  const by = through === undefined ? {} : { through };
  world.tell(ofCase, 'RevisionRequested', { orderNumber, charge: 'paid', words: world.words(), ...by });
};

export const askForRecords: Act = (world, random) => {
  const ofCase = world.activeCase(
    ({ state, revisionAsked }) => state === 'none' || state === 'declined' || revisionAsked,
  );
  if (ofCase === undefined) return;
  const items = { items: ['photos'] };
  const type = random.pick(['RecordsRequested', 'RecordsRejected', 'RecordsCompleted', 'RecordsCompleted']);
  const more = type === 'RecordsRejected' ? { ...items, reason: 'unscharf' } : items;
  world.tell(ofCase, type, type === 'RecordsCompleted' ? {} : more);
};

export const ship: Act = (world, random) => {
  const ofCase = world.aCase(
    ({ life, state, onHold, orders }) =>
      state === 'approved' &&
      !onHold &&
      orders.some(({ shipped }) => !shipped) &&
      ['submitted', 'ended'].includes(life),
  );
  if (ofCase === undefined) return;
  const ended = ofCase.life === 'ended';
  const order = ofCase.orders.findLast(({ shipped, kind }) => !shipped && (!ended || kind === 'retainer'));
  if (order === undefined || (order.kind === 'revision' && ofCase.revisionAsked)) return;
  const last = random.chance(0.6);
  order.shipped ||= last;
  const { orderNumber } = order;
  world.tell(ofCase, 'AlignersShipped', { orderNumber, phase: 1, last, occurredAt: world.later(0) });
};

export const hold: Act = (world, random) => {
  const ofCase = world.openCase(({ onHold }) => onHold || random.chance(0.5));
  if (ofCase === undefined) return;
  ofCase.onHold = !ofCase.onHold;
  world.tell(ofCase, ofCase.onHold ? 'CasePutOnHold' : 'CaseResumed');
};

export const end: Act = (world, random) => {
  const ofCase = world.openCase(({ state }) => random.chance(state === 'approved' ? 0.3 : 0.1));
  if (ofCase === undefined) return;
  ofCase.life = 'ended';
  ofCase.onHold = false;
  const completed = ofCase.state === 'approved' && !ofCase.revisionAsked;
  world.tell(ofCase, completed ? 'CaseCompleted' : random.pick(['CaseCancelled', 'CaseClosed']));
};

export const reopen: Act = (world, random) => {
  const ofCase = world.aCase(({ life }) => life === 'ended');
  if (ofCase === undefined || random.chance(0.5)) return;
  ofCase.life = 'submitted';
  world.tell(ofCase, 'CaseReopened');
};

export const upgrade: Act = (world, random) => {
  const ofCase = world.openCase(({ state }) => state === 'approved');
  if (ofCase === undefined) return;
  const from = ofCase.caseType;
  ofCase.caseType = random.pick(CASE_TYPES);
  world.tell(ofCase, 'CaseTypeUpgraded', { from, to: ofCase.caseType });
};

export const move: Act = (world, random) => {
  const ofCase = world.openCase();
  if (ofCase === undefined) return;
  const from = ofCase.practiceId;
  ofCase.practiceId = `${ofCase.providerId}-practice-${1 + random.below(3)}`;
  world.tell(ofCase, 'CasePracticeChanged', { from, to: ofCase.practiceId });
};
