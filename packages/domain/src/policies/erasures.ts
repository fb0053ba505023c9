/** Scheduled erasures are executed when they are due. Rules: product.md G9; docs/decisions/erasure-decisions.md. */

import { erasableClasses, type PatientState, type Treatment } from '../patient/index.js';
import type { DuePolicy } from './policy.js';

/** Each patient whose processing is restricted, and what has become of the treatment. */
export type ScheduledErasures = readonly { readonly patient: PatientState; readonly treatment: Treatment }[];

/** Erases what no duty keeps any more; what a duty still keeps follows when it has ended, on a later run. */
export const eraseWhenDue: DuePolicy<ScheduledErasures> = {
  name: 'policy:erase-when-due',
  due: (scheduled, now) =>
    scheduled.flatMap(({ patient, treatment }) => {
      if (patient.status === 'none' || patient.restriction === undefined || now < patient.restriction.eraseAt)
        return [];
      const classes = erasableClasses(patient, { now, treatment });
      if (classes.length === 0) return [];
      return [{ on: { patient: patient.patientId }, command: { type: 'ErasePersonalData', data: { classes } } }];
    }),
};
