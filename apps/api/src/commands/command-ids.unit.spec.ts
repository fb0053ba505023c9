import type { CommandId, PersonId } from '@konsil/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v4, v5, validate } from 'uuid';
import { commandIdFor, eventIdOf, madeBy, randomCommandId } from './command-ids.js';

/** Ids of stored events hang on it: repeated here, so that a change in the code is seen. */
const KONSIL = 'b0f4b0f5-3c61-4f0a-9d2e-6a5a1f0c7c11';

const text = fc.string({ unit: 'binary', maxLength: 300 });

describe('derived ids', () => {
  it('are UUIDv5 as the library makes them, for every text', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (command, part, n) => {
        expect(madeBy(command as CommandId, part)).toBe(v5(`${command}/${part}`, KONSIL));
        expect(eventIdOf(command as CommandId, part, n)).toBe(v5(`${command}/${part}/${n}`, KONSIL));
      }),
    );
  });

  it('of commands are those of person, method, target and key', () => {
    fc.assert(
      fc.property(text, text, text, text, (person, method, target, key) => {
        const name = JSON.stringify([person, method, target, key]);
        expect(commandIdFor(person as PersonId, method, target, key)).toBe(v5(name, KONSIL));
      }),
    );
  });
});

it('a command without a key has an id that nobody foresees', () => {
  const ids = Array.from({ length: 100 }, randomCommandId);
  expect(new Set(ids).size).toBe(100);
  expect(ids.every((id) => validate(id) && id.charAt(14) === v4().charAt(14))).toBe(true);
});
