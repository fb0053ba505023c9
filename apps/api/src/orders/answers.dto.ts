import type { CaseId, OrderNumber, PatientId } from '@konsil/domain';
import { Id, Text } from '../openapi/index.js';

export class OrderMade {
  @Id()
  readonly caseId!: CaseId;

  @Text()
  readonly orderNumber!: OrderNumber;

  @Id()
  readonly patientId!: PatientId;
}
