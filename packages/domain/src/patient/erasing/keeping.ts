/**
 * How long a patient's data have to be kept: a duty to keep beats erasure. Rules: product.md G9, G10; compliance.md (Erasure
 * and keeping); docs/decisions/erasure-decisions.md.
 */

import type { DataClass } from '../../catalogue/entry.js';
import { retentions } from '../../catalogue/retention.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time.js';
import type { PatientContext } from '../context.js';
import { dataClasses, type RegisteredPatient } from '../state.js';

/** All of a patient's cases together. */
export type Treatment =
  /** No order of the patient was ever submitted: there is no patient file. */
  | { readonly state: 'none' }
  /** A case is open. */
  | { readonly state: 'running' }
  /** Every case is completed, cancelled or closed; the last one since that moment. */
  | { readonly state: 'ended'; readonly endedAt: Instant };

/**
 * Until when a class of a patient's data has to be kept; `undefined` where no duty to keep was ever begun.
 *
 * `content` and `contact` are the patient file: ten years after the end of treatment (Section 630f BGB); names belong to it,
 * since a file of nobody proves nothing. `evidence` is the proof of consent: ten years after the end of treatment or after
 * the last consent, withdrawal or objection, whichever is later (GDPR Art. 7(1)). While the treatment runs, the duty would
 * run ten years even if it ended now.
 */
export const keptUntil = (
  dataClass: DataClass,
  { consents }: RegisteredPatient,
  { now, treatment = { state: 'running' } }: Pick<PatientContext, 'now' | 'treatment'>,
): Instant | undefined => {
  const end = treatment.state === 'ended' ? [treatment.endedAt] : treatment.state === 'running' ? [now] : [];
  if (dataClass !== 'evidence') return yearsAfter(end, retentions['treatment-record'].years);
  const acts = consents.acts.map(({ occurredAt }) => occurredAt);
  return acts.length === 0 ? undefined : yearsAfter([...end, ...acts], retentions['proof-of-consent'].years);
};

/** The classes that no duty keeps now and that are not erased yet; proof of consent not before the content. */
export const erasableClasses = (
  patient: RegisteredPatient,
  context: Pick<PatientContext, 'now' | 'treatment'>,
): readonly DataClass[] => {
  const free = dataClasses.filter(
    (one) => !patient.erased.includes(one) && !isKept(keptUntil(one, patient, context), context.now),
  );
  return free.filter((one) => one !== 'evidence' || !needsContentErased(patient, free));
};

/**
 * The duty to keep has ended for all of these classes at that moment.
 * @throws DomainError `PATIENT.DUTY_TO_KEEP`, naming the class and `keepUntil`: at the earliest, where `running` is true.
 */
export const demandDutyOver = (
  classes: readonly DataClass[],
  at: Instant,
  patient: RegisteredPatient,
  context: Pick<PatientContext, 'now' | 'treatment'>,
): void => {
  for (const one of classes) {
    const keepUntil = keptUntil(one, patient, context);
    if (keepUntil === undefined || !isKept(keepUntil, at)) continue;
    const running = (context.treatment?.state ?? 'running') === 'running';
    throw new DomainError('PATIENT.DUTY_TO_KEEP', 'These data have to be kept.', { class: one, keepUntil, running });
  }
};

/** Whether nothing of the patient's can be erased now for no other reason than the duty to keep. */
export const isAllKept = (patient: RegisteredPatient, context: Pick<PatientContext, 'now' | 'treatment'>): boolean => {
  const left = dataClasses.filter(
    (one) => !patient.erased.includes(one) && (one !== 'evidence' || patient.consents.acts.length > 0),
  );
  return left.length > 0 && left.every((one) => isKept(keptUntil(one, patient, context), context.now));
};

/** As long as the data that were shared on it are there, the proof of consent is needed, whatever time has passed. */
export const needsContentErased = (patient: RegisteredPatient, together: readonly DataClass[]): boolean =>
  patient.consents.acts.length > 0 && !patient.erased.includes('content') && !together.includes('content');

const isKept = (until: Instant | undefined, at: Instant): boolean => until !== undefined && at < until;

/** The same moment so many calendar years after the latest; 29 February becomes 1 March. */
const yearsAfter = (moments: readonly Instant[], years: number): Instant | undefined => {
  const latest = [...moments].sort().at(-1);
  if (latest === undefined) return undefined;
  const moment = new Date(latest);
  moment.setUTCFullYear(moment.getUTCFullYear() + years);
  return moment.toISOString();
};
