import { describe, expect, it } from '@jest/globals';
import { histories } from './random/world.js';

describe('over random histories of commands', () => {
  it('states are plain data: what is stored and read again is the same', () =>
    histories((world) => {
      const states = world.states();
      expect(JSON.parse(JSON.stringify(states))).toEqual(states);
    }));
});
