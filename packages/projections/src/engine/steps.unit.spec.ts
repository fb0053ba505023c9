import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@konsil/domain';
import { aCase, annaId, aPatient, luis, patientId } from '@konsil/domain/testing';
import type { Decoded } from '@konsil/event-store';
import { readModelFolds } from '../folds/index.js';
import { decodePlain } from '../testing/log.js';
import { recordedFrom } from '../testing/recorded.js';
import { groupsToLoad, type Step, stepOf } from './steps.js';

const begun = aPatient().events;
const written = aCase().sharedWith(luis).events;
const erased: DomainEvent = {
  type: 'PersonalDataErased',
  data: { patientId, providerId: annaId, classes: ['content'] },
};

const placesOf = (events: readonly DomainEvent[]): readonly Decoded[] =>
  recordedFrom(events).map(({ data, metadata, ...place }) =>
    decodePlain({ ...place, data: JSON.stringify(data), metadata: JSON.stringify(metadata) }),
  );
const stepsOf = (places: readonly Decoded[]): readonly Step[] => places.map((place) => stepOf(place, readModelFolds));
const toLoad = (steps: readonly Step[], isParked: (key: string) => boolean = () => false): readonly string[] => [
  ...(groupsToLoad(steps, (_, key) => isParked(key)).get('patients') ?? []),
];

describe('The groups that a page needs', () => {
  it('are each named once, however many events touch them', () => {
    expect(toLoad(stepsOf(placesOf(written)))).toEqual([patientId]);
  });

  it('are not those that begin in the page', () => {
    expect(toLoad(stepsOf(placesOf([...begun, ...written])))).toEqual([]);
  });

  it('are none that is parked, unless something is erased in it', () => {
    expect(toLoad(stepsOf(placesOf(written)), () => true)).toEqual([]);
    expect(toLoad(stepsOf(placesOf([...written, erased])), () => true)).toEqual([patientId]);
  });
});

describe('A step', () => {
  const [place] = placesOf(written);

  it('parks for every fold what cannot be read', () => {
    const unknown = { ...place, kind: 'unknown-type' } as Decoded;
    const { parking, folding } = stepOf(unknown, readModelFolds);
    expect(parking.map(({ fold }) => fold)).toEqual(readModelFolds);
    expect(folding).toBeUndefined();
  });

  it('parks for the fold alone whose keys can not be told', () => {
    const broken = { ...place, data: null } as unknown as Decoded;
    const { parking, folding } = stepOf(broken, readModelFolds);
    expect(parking).toContainEqual({ fold: readModelFolds[0], reason: 'fold threw TypeError' });
    expect(folding?.appending.map(({ name }) => name)).toEqual(['messages', 'bulk-cases']);
  });
});
