import { describe, expect, it } from '@jest/globals';
import { actsOfTheOracle } from '../access/reference/oracle.js';
import {
  actsOfCommands,
  ofEndedAccess,
  ofNaming,
  ofPlainData,
  ofRepeating,
  ofStanding,
  ofThePen,
  ofVerdicts,
} from './holding/index.js';
import { hold } from './random/decided.js';

describe('over random histories of commands', () =>
  hold({
    ...ofStanding,
    ...ofEndedAccess,
    ...ofVerdicts,
    ...ofThePen,
    ...ofRepeating,
    ...ofNaming,
    ...ofPlainData,
  }));

it('every act on a case but those of seeing is held against the brute-force reading', () =>
  expect(actsOfCommands).toEqual(new Set(actsOfTheOracle.filter((act) => !act.startsWith('see-')))));
