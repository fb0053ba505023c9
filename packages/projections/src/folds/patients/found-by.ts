/** What a case is found by: its order numbers and the patient's name, as search compares them. Rules: product.md F1, C4. */

import type { OrderNumber } from '@konsil/domain';
import { searchable } from '../../fold/index.js';
import type { LivingCase } from './pages/rows.js';
import type { PatientTableRow } from './rows.js';

/** What a patient is found by. Made once for each row of a patient: it is asked for with every event of a case. */
const searchedNames = new WeakMap<PatientTableRow, string>();

const namesOf = (patient: PatientTableRow): string => {
  const known = searchedNames.get(patient);
  if (known !== undefined) return known;
  const { givenName, familyName } = patient;
  const erased = givenName === null || familyName === null;
  const names = erased ? '' : searchable(`\n${givenName} ${familyName}\n${familyName}, ${givenName}`);
  searchedNames.set(patient, names);
  return names;
};

/** Of every order of the case, by each of which it is found; the newest comes first, and is the one that is shown. */
export const orderNumbersOf = (state: LivingCase): readonly OrderNumber[] =>
  state.status === 'draft' ? [state.orderNumber] : state.orders.map(({ orderNumber }) => orderNumber).toReversed();

/** Made once for the orders of a case as they stand. */
const searchedNumbers = new WeakMap<object, string>();

/** Order numbers are ASCII, so that lower case is all there is to do. */
const numbersOf = (state: LivingCase): string => {
  const stand = state.status === 'draft' ? state : state.orders;
  const known = searchedNumbers.get(stand);
  if (known !== undefined) return known;
  const numbers = orderNumbersOf(state)
    .map((orderNumber) => orderNumber.toLowerCase())
    .flatMap((number) => [number, number.replaceAll('-', '')])
    .join('\n');
  searchedNumbers.set(stand, numbers);
  return numbers;
};

/** What search looks through in a row of a case: its order numbers and, unless hidden, the patient's name. */
export const searchTextOf = (state: LivingCase, patient: PatientTableRow | undefined): string =>
  patient === undefined ? numbersOf(state) : numbersOf(state) + namesOf(patient);
