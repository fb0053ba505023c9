/** All that Anna has and that others may be told nothing of: what every query could give away. */

import type { CaseEvent, CaseId, DomainEvent, OrderNumber, ViewId } from '@konsil/domain';
import {
  aBulk,
  aCase,
  aConversation,
  aDraft,
  annaId,
  aPatient,
  bulkCase,
  type CaseBuilder,
  idOf,
  inCase,
  inDays,
  jonas,
  luis,
  luisId,
  mei,
  type PatientBuilder,
  planWell,
} from '@konsil/domain/testing';

/** Everybody's, with a verdict that is awaited, a planning order, and an end that is far away. */
export const sharedWithAll = aCase()
  .sharedWith(luis, { ends: { on: 'date', at: inDays(90) } })
  .sharedWith(jonas)
  .sharedWith(planWell)
  .tpsOrdered(planWell)
  .setup();

export const draftId = idOf(32) as CaseId;

/** The same history as another case's, under a number of its own. */
const asCase = (caseId: CaseId, orderNumber: string, events: readonly CaseEvent[]): readonly CaseEvent[] =>
  inCase(caseId, events).map((event) => (isFirst(event) ? numbered(event, orderNumber as OrderNumber) : event));

type FirstOrder = Extract<CaseEvent, { type: 'OrderSubmitted' | 'OrderDrafted' }>;

const isFirst = (event: CaseEvent): event is FirstOrder =>
  event.type === 'OrderSubmitted' || event.type === 'OrderDrafted';

const numbered = (event: FirstOrder, orderNumber: OrderNumber): CaseEvent =>
  event.type === 'OrderSubmitted'
    ? { ...event, data: { ...event.data, orderNumber } }
    : { ...event, data: { ...event.data, orderNumber } };

/** Anna's patient with the case twice, so that lists have a second page; a draft by Jonas; words, bulk acts, settings. */
export const annasSecrets = (
  cases: CaseBuilder = sharedWithAll,
  patient: PatientBuilder = aPatient().consenting([{ of: 'everyone' }], { validUntil: inDays(90) }),
  draft: readonly CaseEvent[] = aDraft({ by: jonas }).events,
): readonly DomainEvent[] => [
  ...patient.events,
  ...cases.events,
  ...asCase(bulkCase(1), 'K7Q2-9MX4-0001', cases.events),
  ...asCase(draftId, 'K7Q2-9MX4-0002', draft),
  ...[luis, jonas, planWell].flatMap((collaborator) => aConversation(collaborator).said(annaId).events),
  ...aConversation(luis).said(luisId, 'Zahn 21?').events,
  ...aBulk(1, {}, mei).handled().events,
  { type: 'TimeZoneChosen', data: { personId: annaId, timeZone: 'Europe/Berlin' } },
  {
    type: 'ViewSaved',
    data: {
      ...{ personId: annaId, viewId: idOf(90) as ViewId, name: 'Eilig' },
      view: { list: 'orders', filters: {}, columns: ['patient'], sort: { by: 'patient', direction: 'ascending' } },
    },
  },
];
