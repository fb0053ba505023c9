/** Setups, verdicts, approval and the pen. */

import fc from 'fast-check';
import type { CaseType, PenHolder, ReviewRule, WordsGiven } from '../../../case/index.js';
import { annaId, messageOf, technicianId } from '../../../testing/index.js';
import {
  daysFrom,
  entryAt,
  everyone,
  type Here,
  move,
  nat,
  onCase,
  sharedAt,
  speakerOf,
  type WeightedMove,
} from './move.js';

/** Which version is meant: mostly the newest. */
const which = fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1);
const versionAt = ({ world }: Here, from: number): number => {
  const setup = world.submitted?.facts.setup;
  return (setup && setup.state !== 'none' ? setup.version : 0) + from;
};
/** Mostly new words. */
export const said = fc.constantFrom(0, 0, 0, 0, 1, 2);
export const wordsAt = ({ fresh }: Here, old: number): WordsGiven => ({
  messageId: messageOf(old === 0 ? fresh : old),
  text: 'Zahn 12 bitte weniger rotieren.',
});
const caseType = fc.constantFrom<CaseType>('two', 'two', 'one', 'mini', 'flex', 'retainer-only');

export const ofReviews: readonly WeightedMove[] = [
  move(
    'PublishSetup',
    7,
    fc.tuple(which, fc.option(fc.constantFrom(8, 20), { nil: undefined })),
    ([from, alignerSets], here) => {
      const sets = alignerSets === undefined ? {} : { alignerSets };
      const data = { setupVersion: versionAt(here, from + 1), occurredAt: here.now, ...sets };
      return onCase({ type: 'PublishSetup', data }, technicianId);
    },
  ),
  move('MarkSetupReady', 12, fc.tuple(which, nat, fc.option(said, { nil: undefined })), ([from, number, old], here) => {
    const words = old === undefined ? {} : { words: wordsAt(here, old) };
    const by = speakerOf(here, sharedAt(here, number), number);
    return onCase({ type: 'MarkSetupReady', data: { setupVersion: versionAt(here, from), ...words } }, by);
  }),
  move('DeclineSetup', 4, fc.tuple(which, nat, said), ([from, number, old], here) => {
    const by = number % 3 === 0 ? annaId : speakerOf(here, sharedAt(here, number), number);
    return onCase(
      { type: 'DeclineSetup', data: { setupVersion: versionAt(here, from), words: wordsAt(here, old) } },
      by,
    );
  }),
  move('SendSetupBack', 5, fc.tuple(which, nat, said), ([from, number, old], here) => {
    const setup = here.world.submitted?.facts.setup;
    const decliner = setup?.state === 'declined' && setup.declinedBy !== 'provider' ? setup.declinedBy : undefined;
    const collaboratorId = decliner !== undefined && number % 4 > 0 ? decliner : sharedAt(here, number);
    const data = { setupVersion: versionAt(here, from), collaboratorId, words: wordsAt(here, old) };
    return onCase({ type: 'SendSetupBack', data }, annaId);
  }),
  move('ApproveSetup', 5, fc.tuple(which, caseType), ([from, chosen], here) => {
    const has = here.world.submitted?.caseType;
    return onCase(
      { type: 'ApproveSetup', data: { setupVersion: versionAt(here, from), caseType: has ?? chosen } },
      annaId,
    );
  }),
  move(
    'ChooseReviewRule',
    1,
    fc.tuple(nat, fc.constantFrom('any' as const, 'all' as const, 'lead' as const)),
    ([number, rule], here) => {
      const reviewRule: ReviewRule = rule === 'lead' ? { rule, collaboratorId: entryAt(here, number) } : { rule };
      return onCase({ type: 'ChooseReviewRule', data: { reviewRule } }, annaId);
    },
  ),
  move('EscalateReview', 6, nat, (number, here) => {
    const waitingSince = daysFrom(here.now, -15);
    const data = { collaboratorId: sharedAt(here, number), setupVersion: versionAt(here, 0), waitingSince };
    return onCase({ type: 'EscalateReview', data }, 'policy');
  }),
  move('TakePen', 5, fc.tuple(fc.constantFrom(...everyone.slice(0, 7)), fc.boolean()), ([by, takeOver]) =>
    onCase({ type: 'TakePen', data: { takeOver } }, by),
  ),
  move('PassPen', 6, nat, (number, here) => {
    const collaborator: PenHolder = { of: 'collaborator', collaboratorId: sharedAt(here, number) };
    const to = ([collaborator, { of: 'provider' }, { of: 'lab' }] as const)[number % 3] ?? collaborator;
    return onCase({ type: 'PassPen', data: { to } }, holderOf(here, number));
  }),
  move('ReleasePen', 3, nat, (number, here) => onCase({ type: 'ReleasePen', data: {} }, holderOf(here, number))),
];

/** Who holds the pen; the provider where nobody does. */
const holderOf = (here: Here, number: number) => {
  const pen = here.world.submitted?.pen;
  if (pen?.of === 'collaborator') return speakerOf(here, pen.collaboratorId, number);
  return pen?.of === 'lab' ? technicianId : annaId;
};
