import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/index.js';
import { annaId, patientId } from '../testing/index.js';
import { histories } from './random/world.js';

describe('over random histories of commands', () => {
  it('every event of a case names its patient and provider', () =>
    histories((_world, _taken, events) => {
      for (const { type, data } of events) {
        if (catalogue[type].category === 'case') expect(data).toMatchObject({ patientId, providerId: annaId });
      }
    }));
});
