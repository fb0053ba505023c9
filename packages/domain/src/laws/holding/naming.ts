/** Events name whom they are about. */

import { expect } from '@jest/globals';
import { catalogue } from '../../catalogue/index.js';
import { annaId, patientId } from '../../testing/index.js';
import { type Law, whenTaken } from '../random/decided.js';

const ofPatient: readonly string[] = ['case', 'conversation', 'patient'];

export const ofNaming: Readonly<Record<string, Law>> = {
  'every event of a case, a conversation or a patient names its patient and provider': whenTaken(
    (_world, _step, events) => {
      const unnamed = events.filter(({ type, data }) => {
        const { category } = catalogue[type];
        const isNamed = 'providerId' in data && data.providerId === annaId;
        if (category === 'roster') return !isNamed;
        const isOfPatient = 'patientId' in data && data.patientId === patientId;
        return ofPatient.includes(category) && !(isNamed && isOfPatient);
      });
      if (unnamed.length > 0) expect(unnamed).toEqual([]);
    },
  ),
};
