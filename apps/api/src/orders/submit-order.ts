import {
  caseDecider,
  type CaseId,
  caseStream,
  DomainError,
  type OrderNumber,
  orderNumberFrom,
  patientDecider,
  type PatientId,
  type PatientIdentity,
  patientStream,
  type PatientState,
} from '@konsil/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Answer,
  bytesMadeBy,
  Contexts,
  Desk,
  type Load,
  made,
  madeBy,
  onTheWay,
  type Origin,
  type OriginatedCommand,
} from '../commands/index.js';
import type { SubmitOrderDto } from './dto.js';

/** A provider orders for a patient, known or new, at one of the own practices (product.md D1). */
export class SubmitOrder implements OriginatedCommand {
  constructor(
    readonly origin: Origin,
    readonly order: SubmitOrderDto,
  ) {}
}

@CommandHandler(SubmitOrder)
export class SubmitOrderHandler implements ICommandHandler<SubmitOrder, Answer> {
  constructor(
    private readonly desk: Desk,
    private readonly contexts: Contexts,
  ) {}

  async execute({ origin, order }: SubmitOrder): Promise<Answer> {
    const patientId = order.patientId ?? (await this.register(origin, order));
    const outcome = await this.desk.run({
      ...this.task(origin, order),
      context: (_, load) => this.contexts.case(origin, { providerId: origin.personId, patientId }, load),
      actingAs: () => ({ role: 'provider' }),
    });
    const [submitted] = outcome.events;
    if (submitted?.type !== 'OrderSubmitted') throw new Error('an order that was taken has been recorded');
    const { caseId, orderNumber } = submitted.data;
    return made(outcome, { caseId, orderNumber, patientId: submitted.data.patientId });
  }

  private task(origin: Origin, { kind, practiceId }: SubmitOrderDto) {
    const caseId = madeBy<CaseId>(origin.commandId, 'case');
    const orderNumber: OrderNumber = orderNumberFrom(bytesMadeBy(origin.commandId, 'order number').subarray(0, 11));
    return {
      origin,
      stream: caseStream(caseId),
      decider: caseDecider,
      command: { type: 'SubmitOrder', data: { caseId, orderNumber, kind, practiceId } },
    } as const;
  }

  /** The patient has a stream of their own, written first; a refusal of the order comes before it. */
  private async register(origin: Origin, order: SubmitOrderDto): Promise<PatientId> {
    if (order.patient === undefined) throw new DomainError('CASE.PATIENT_MISSING', 'An order is for a patient.');
    const patientId = madeBy<PatientId>(origin.commandId, 'patient');
    const identity: PatientIdentity = { ...order.patient };
    const registered: PatientState = patientDecider.evolve(patientDecider.initial, {
      type: 'PatientRegistered',
      data: { patientId, providerId: origin.personId, identity },
    });
    const context = async (_: unknown, load: Load) => ({
      ...(await this.contexts.case(origin, { providerId: origin.personId, patientId }, load)),
      patient: registered,
    });
    await this.desk.rehearse({ ...this.task(origin, order), context });
    await this.desk.run({
      origin: onTheWay(origin),
      stream: patientStream(patientId),
      decider: patientDecider,
      command: { type: 'RegisterPatient', data: { patientId, identity } },
      context: (_, load) => this.contexts.acting(origin, load),
      actingAs: () => ({ role: 'provider' }),
    });
    return patientId;
  }
}
