/** Who a case is shared with, by whatever makes or ends a share. */

import fc from 'fast-check';
import type { GrantEnd } from '../../../case/index.js';
import type { BulkId } from '../../../ids.js';
import type { Purpose } from '../../../patient/index.js';
import { annaId, idOf } from '../../../testing/index.js';
import { daysFrom, entryAt, type Here, move, nat, onCase, sharedAt, type WeightedMove } from './move.js';

const end = fc.constantFrom('none' as const, 'none' as const, 'date' as const, 'approval' as const);
const endAt = ({ now }: Here, how: 'none' | 'date' | 'approval', days: number): { readonly ends?: GrantEnd } => {
  if (how === 'none') return {};
  return { ends: how === 'date' ? { on: how, at: daysFrom(now, days) } : { on: how } };
};
const days = fc.constantFrom(1, 3, 9);
const purpose = fc.option(fc.constantFrom<Purpose>('treatment', 'second-opinion', 'teaching'), {
  nil: undefined,
  freq: 1,
});
const act = fc.constantFrom(71, 72).map((number) => ({ bulkId: idOf(number) as BulkId, providerId: annaId }));
const causes = {
  removed: 'collaborator-removed',
  declined: 'invitation-declined',
  withdrawn: 'invitation-withdrawn',
  expired: 'invitation-expired',
} as const;

export const ofSharing: readonly WeightedMove[] = [
  move(
    'ChangeSharing: add',
    7,
    fc.tuple(fc.uniqueArray(nat, { minLength: 1, maxLength: 2 }), end, days, purpose, fc.boolean()),
    ([numbers, how, until, what, pseudonymised], here) => {
      const terms = {
        ...endAt(here, how, until),
        ...(what && { purpose: what }),
        ...(pseudonymised && { pseudonymised }),
      };
      const add = [...new Set(numbers.map((number) => entryAt(here, number)))];
      return onCase(
        {
          type: 'ChangeSharing',
          data: { add: add.map((collaboratorId) => ({ collaboratorId, ...terms })), remove: [] },
        },
        annaId,
      );
    },
  ),
  move('ChangeSharing: both', 3, fc.tuple(nat, nat), ([more, less], here) => {
    const remove = [sharedAt(here, less)];
    const add = [{ collaboratorId: entryAt(here, more) }];
    return onCase({ type: 'ChangeSharing', data: { add: more % 3 === 0 ? add : [], remove } }, annaId);
  }),
  move('RenewGrant', 3, fc.tuple(nat, end, days), ([number, how, until], here) =>
    onCase(
      { type: 'RenewGrant', data: { collaboratorId: sharedAt(here, number), ...endAt(here, how, until) } },
      annaId,
    ),
  ),
  move('ExpireGrant', 3, nat, (number, here) => {
    const dead = Object.values(here.world.submitted?.grants ?? {}).find(
      ({ ends }) => ends?.on === 'date' && ends.at <= here.now,
    );
    return onCase(
      { type: 'ExpireGrant', data: { collaboratorId: dead?.collaboratorId ?? sharedAt(here, number) } },
      'policy',
    );
  }),
  move('EndGrantByRule', 3, nat, (number, here) => {
    const { entries } = here.world.roster;
    const granted = Object.values(here.world.submitted?.grants ?? {});
    const isGone = (status: string | undefined): status is keyof typeof causes =>
      status !== undefined && status in causes;
    const gone = granted.find(({ collaboratorId }) => isGone(entries[collaboratorId]?.status));
    const collaboratorId = gone?.collaboratorId ?? sharedAt(here, number);
    const status = entries[collaboratorId]?.status;
    const cause = isGone(status) ? causes[status] : 'collaborator-removed';
    return onCase({ type: 'EndGrantByRule', data: { collaboratorId, cause } }, 'policy');
  }),
  move(
    'ShareByRule',
    2,
    fc.tuple(nat, fc.constantFrom('rule-set' as const, 'order-submitted' as const, 'basis-came' as const)),
    ([number, because], here) => {
      const ruled = Object.values(here.world.roster.entries).filter(({ rule }) => rule.current || rule.future);
      const collaboratorId = ruled[number % Math.max(1, ruled.length)]?.collaboratorId ?? entryAt(here, number);
      return onCase({ type: 'ShareByRule', data: { collaboratorId, because } }, 'policy');
    },
  ),
  move('ShareInBulk', 3, fc.tuple(nat, act), ([number, of], here) =>
    onCase({ type: 'ShareInBulk', data: { ...of, collaboratorId: entryAt(here, number) } }, 'policy'),
  ),
  move('UndoBulkShare', 2, fc.tuple(nat, act), ([number, of], here) => {
    const made = Object.values(here.world.submitted?.grants ?? {}).find(({ bulkId }) => bulkId !== undefined);
    const collaboratorId = made?.collaboratorId ?? entryAt(here, number);
    return onCase(
      { type: 'UndoBulkShare', data: { ...of, ...(made?.bulkId && { bulkId: made.bulkId }), collaboratorId } },
      'policy',
    );
  }),
];
