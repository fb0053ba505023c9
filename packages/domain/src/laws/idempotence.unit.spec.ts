import { describe, expect, it } from '@jest/globals';
import { histories } from './random/world.js';

describe('over random histories of commands', () => {
  it('a command whose effect already stands records nothing', () =>
    histories((world, taken) => expect(world.decide(taken)).toEqual([])));
});
