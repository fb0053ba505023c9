/** New ids of each kind. A branded id is a UUID; this is the one place of the benchmarks that says so to the compiler. */

import { randomBytes, randomUUID } from 'node:crypto';
import {
  type CaseId,
  type CollaboratorId,
  type ConsentId,
  type InvitationId,
  type MessageId,
  type OrderNumber,
  ORDER_NUMBER_BYTES,
  orderNumberFrom,
  type PatientId,
  type PersonId,
  type PracticeId,
} from '@konsil/domain';

export const newPerson = (): PersonId => randomUUID() as string as PersonId;
export const newPractice = (): PracticeId => randomUUID() as string as PracticeId;
export const newCollaborator = (): CollaboratorId => randomUUID() as string as CollaboratorId;
export const newInvitation = (): InvitationId => randomUUID() as string as InvitationId;
export const newPatient = (): PatientId => randomUUID() as string as PatientId;
export const newCase = (): CaseId => randomUUID() as string as CaseId;
export const newConsent = (): ConsentId => randomUUID() as string as ConsentId;
export const newMessage = (): MessageId => randomUUID() as string as MessageId;
export const newOrderNumber = (): OrderNumber => orderNumberFrom(randomBytes(ORDER_NUMBER_BYTES));
