import type { ProducingEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import { jonasInAnnasRoster, ofCase, orderNumber } from '../exampleIds.js';
import { shared } from './shared.js';

const reason = { reason: { subject: 'patientId', class: 'content' } } as const;
const byJonas = { through: jonasInAnnasRoster } as const;

export const producingEntries: Entries<ProducingEvent['type']> = {
  RecordsRequested: {
    ...shared,
    recorded: 'the lab asks for what it needs before it can plan',
    by: ['lab'],
    personal: {},
    purpose: 'treatment of the patient',
    example: { ...ofCase, items: ['intraoral-scan', 'photos'] },
  },
  RecordsRejected: {
    ...shared,
    recorded: 'the lab can not use what it was sent, and says why',
    by: ['lab'],
    personal: reason,
    purpose: 'treatment of the patient',
    example: { ...ofCase, items: ['photos'], reason: 'Die seitlichen Aufnahmen sind unscharf.' },
  },
  RecordsCompleted: {
    ...shared,
    recorded: 'the lab has everything that it needs to plan',
    by: ['lab'],
    personal: {},
    purpose: 'treatment of the patient',
    example: ofCase,
  },
  AlignersShipped: {
    ...shared,
    recorded: 'a phase of an order leaves the lab; with the first aligners the validity of the case type begins',
    by: ['lab'],
    personal: {},
    purpose: 'treatment of the patient, and from when the case type is valid',
    example: { ...ofCase, orderNumber, phase: 1, last: false, occurredAt: '2026-03-20T15:30:00.000Z' },
  },
  CasePutOnHold: {
    ...shared,
    recorded: 'the provider, or a collaborator with the permission, lets the case rest',
    by: ['provider', 'collaborator'],
    personal: reason,
    purpose: 'treatment of the patient',
    example: { ...ofCase, ...byJonas, reason: 'Die Patientin ist drei Monate verreist.' },
  },
  CaseResumed: {
    ...shared,
    recorded: 'the provider, or a collaborator with the permission, lets the case go on',
    by: ['provider', 'collaborator'],
    personal: {},
    purpose: 'treatment of the patient',
    example: { ...ofCase, ...byJonas },
  },
  CaseCompleted: {
    ...shared,
    recorded: 'the provider finds the treatment done; everything that was ordered is shipped',
    by: ['provider'],
    personal: {},
    purpose: 'end of treatment, from which the duty to keep runs',
    example: ofCase,
  },
  CaseCancelled: {
    ...shared,
    recorded: 'the provider calls the treatment off before anything is shipped',
    by: ['provider'],
    personal: reason,
    purpose: 'end of treatment, from which the duty to keep runs',
    example: { ...ofCase, reason: 'Die Patientin hat sich gegen die Behandlung entschieden.' },
  },
  CaseClosed: {
    ...shared,
    recorded: 'the provider closes the case; it takes no messages and no verdicts any more',
    by: ['provider'],
    personal: {},
    purpose: 'end of treatment, from which the duty to keep runs',
    example: ofCase,
  },
  CaseReopened: {
    ...shared,
    recorded: 'the provider lets an ended case go on; it stands where it stood',
    by: ['provider'],
    personal: {},
    purpose: 'treatment of the patient; the duty to keep runs from its next end',
    example: ofCase,
  },
};
