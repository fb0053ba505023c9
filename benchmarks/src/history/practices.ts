/** Practices with their treatments, without end: what the product's users write. */

import type { Chapter } from './chapter.js';
import { aPractice } from './practice.js';
import { aTreatment } from './treatment.js';

const TREATMENTS_PER_PRACTICE = 200;

export function* practices(): Generator<Chapter> {
  for (let number = 0; ; number += 1) {
    const practice = aPractice(number);
    yield* practice.chapters;
    for (let treatment = 0; treatment < TREATMENTS_PER_PRACTICE; treatment += 1) yield* aTreatment(practice, treatment);
  }
}
