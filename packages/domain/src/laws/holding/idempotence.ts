/** What is so already is not recorded again. */

import { expect } from '@jest/globals';
import { DomainError } from '../../errors.js';
import { type Law, whenTaken } from '../random/decided.js';
import type { Outcome } from '../random/world.js';

/** Recorded each time, for the state holds no names and addresses to compare with; and each link that is handed out counts. */
const eachTime: readonly string[] = ['ChangeEmail', 'RenamePractice', 'SaveView', 'HandOutRegistrationLink'];

const isNothing = (outcome: Outcome): boolean => !(outcome instanceof DomainError) && outcome.length === 0;

export const ofRepeating: Readonly<Record<string, Law>> = {
  'a command whose effect already stands records nothing': whenTaken((world, step) => {
    const { type } = step.command;
    if (eachTime.includes(type)) return;
    const again = world.decide(step);
    // A reminder is no state: the second one is refused, so that it is not sent.
    if (type === 'RemindInvitation') expect(again).toMatchObject({ code: 'ROSTER.REMINDER_SENT' });
    else if (!isNothing(again)) expect(again).toEqual([]);
  }),
};
