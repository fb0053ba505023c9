/** The ids that the examples of the catalogue share, so that together they tell one story: Anna, her patient, Luis. */

import type {
  BulkId,
  CaseId,
  CollaboratorId,
  ConsentId,
  InvitationId,
  MessageId,
  OrderNumber,
  OrganisationId,
  PatientId,
  PersonId,
  PracticeId,
  ViewId,
} from '../ids.js';

export const anna = '0b7f3c1e-9a54-4d1f-8a27-3f5e2c6d7a01' as PersonId;
export const luis = '0b7f3c1e-9a54-4d1f-8a27-3f5e2c6d7a02' as PersonId;
export const annasPractice = '1c8a4d2f-0b65-4e2a-9b38-4a6f3d7e8b01' as PracticeId;
export const annasView = '94a2cfa1-83ed-4a0c-9dbe-2c41bf5a6d01' as ViewId;
export const planWell = '2d9b5e3a-1c76-4f3b-8c49-5b7a4e8f9c01' as OrganisationId;
export const annasSecondPractice = '1c8a4d2f-0b65-4e2a-9b38-4a6f3d7e8b02' as PracticeId;
export const luisInAnnasRoster = '3eac6f4b-2d87-4a4c-9d5a-6c8b5f9a0d01' as CollaboratorId;
export const jonasInAnnasRoster = '3eac6f4b-2d87-4a4c-9d5a-6c8b5f9a0d02' as CollaboratorId;
export const planWellInAnnasRoster = '3eac6f4b-2d87-4a4c-9d5a-6c8b5f9a0d03' as CollaboratorId;
export const invitationOfLuis = '4fbd7a5c-3e98-4b5d-8e6b-7d9c6a0b1e01' as InvitationId;
export const newInvitationOfLuis = '4fbd7a5c-3e98-4b5d-8e6b-7d9c6a0b1e02' as InvitationId;
export const patient = '50ce8b6d-4fa9-4c6e-9f7c-8e0d7b1c2f01' as PatientId;
export const consent = '61df9c7e-50ba-4d7f-8a8d-9f1e8c2d3a01' as ConsentId;
export const theCase = '72e0ad8f-61cb-4e8a-9b9e-0a2f9d3e4b01' as CaseId;
export const anotherCase = '72e0ad8f-61cb-4e8a-9b9e-0a2f9d3e4b02' as CaseId;
export const orderNumber = 'K7Q2-9MX4-TB3R' as OrderNumber;
/** Of what was ordered later in the same case. */
export const revisionNumber = 'M3X8-40ZT-91KT' as OrderNumber;
export const retainerNumber = 'P5B1-7CQW-22HB' as OrderNumber;
export const replacementNumber = 'R9D6-EJ0V-58T9' as OrderNumber;
export const message = '83f1be90-72dc-4f9b-8cad-1b30ae4f5c01' as MessageId;
export const correction = '83f1be90-72dc-4f9b-8cad-1b30ae4f5c02' as MessageId;
export const bulk = 'c75f02e4-b620-4dad-8ff1-5f740e2d9a01' as BulkId;
export const wordsOfRevision = '83f1be90-72dc-4f9b-8cad-1b30ae4f5c03' as MessageId;

export const ofCase = { caseId: theCase, patientId: patient, providerId: anna } as const;
