/** A course under the names of another case: other ids, another order number, another patient. */

import {
  type CollaboratorId,
  caseStream,
  conversationStream,
  type CaseId,
  type DomainEvent,
  orderNumberFrom,
  ORDER_NUMBER_BYTES,
  type PatientId,
  patientStream,
  type PersonId,
} from '@konsil/domain';
import { annaId, caseId, mira, orderNumber, patientId } from '@konsil/domain/testing';
import type { Chapter } from '../history/practice.js';
import type { Course } from './courses.js';
import { uuidFrom } from './random.js';

const GIVEN_NAMES = ['Mia', 'Emil', 'Aylin', 'Noah', 'Zoë', 'Léa', 'Jürgen', 'Ana', 'Piotr', 'Ida'];
const FAMILY_NAMES = ['Sommer', 'Winter', 'Özdemir', 'García', 'Lindström', 'Nowak', 'Weiß', 'Petit', 'Kovač', 'Lang'];
/** Every id of the examples. */
const EXAMPLE_ID = /00000000-0000-4000-8000-\d{12}/g;

const oneOf = (values: readonly string[], random: () => number): string =>
  values[Math.floor(random() * values.length)] ?? '';

/** `people`: the ids of the practice in place of the examples' own; all other ids are new. */
export const retold = (
  course: Course,
  people: ReadonlyMap<string, string>,
  random: () => number,
): readonly Chapter[] => {
  const names = new Map(people);
  const nameOf = (id: string): string => {
    const known = names.get(id) ?? uuidFrom(random);
    names.set(id, known);
    return known;
  };
  const number = orderNumberFrom(Uint8Array.from({ length: ORDER_NUMBER_BYTES }, () => Math.floor(random() * 256)));
  const familyName = `${oneOf(FAMILY_NAMES, random)}-${Math.floor(random() * 1_000)}`;
  const rename = (events: readonly DomainEvent[]): readonly DomainEvent[] =>
    JSON.parse(
      JSON.stringify(events)
        .replace(EXAMPLE_ID, nameOf)
        .replaceAll(orderNumber, number)
        .replaceAll(`"${mira.familyName}"`, `"${familyName}"`)
        .replaceAll(`"${mira.givenName}"`, `"${oneOf(GIVEN_NAMES, random)}"`),
    ) as readonly DomainEvent[];
  const actor = nameOf(annaId) as PersonId;
  const inCase = nameOf(caseId) as CaseId;
  return [
    { stream: patientStream(nameOf(patientId) as PatientId), actor, events: rename(course.patient) },
    { stream: caseStream(inCase), actor, events: rename(course.case) },
    ...[...course.conversations].map(([{ collaboratorId }, events]): Chapter => ({
      stream: conversationStream(inCase, nameOf(collaboratorId) as CollaboratorId),
      actor,
      events: rename(events),
    })),
  ];
};
