import { describe, it } from '@jest/globals';
import {
  aCase,
  annaId,
  by,
  caseId,
  given,
  luis,
  luisId,
  NOW,
  patientId,
  person,
  petraId,
  technician,
} from '../../testing/index.js';
import { caseDecider, type PublishSetup, type RejectRecords, type RequestRecords } from '../index.js';

const of = { caseId, patientId, providerId: annaId };
const items = ['photos', 'x-rays'] as const;
const request: RequestRecords = { type: 'RequestRecords', data: { items } };
const reject: RejectRecords = { type: 'RejectRecords', data: { items, reason: 'Die Aufnahmen sind unscharf.' } };
const complete = { type: 'CompleteRecords', data: {} } as const;
const publish: PublishSetup = { type: 'PublishSetup', data: { setupVersion: 1, occurredAt: NOW } };
const byLab = by(technician);
const shared = aCase().sharedWith(luis);
const requested = { type: 'RecordsRequested', data: { ...of, items } } as const;
const rejected = { type: 'RecordsRejected', data: { ...of, ...reject.data } } as const;

describe('the records check (product.md D2)', () => {
  it('asks for records, rejects them with a reason, and finds them complete', () => {
    given(caseDecider, shared.events).when(request, byLab).then([requested]);
    given(caseDecider, shared.events).when(reject, byLab).then([rejected]);
    given(caseDecider, shared.events)
      .when(complete, byLab)
      .then([{ type: 'RecordsCompleted', data: of }]);
  });

  it('says nothing twice, in whatever order the items come', () => {
    const turned: readonly ['x-rays', 'photos', 'x-rays'] = ['x-rays', 'photos', 'x-rays'];
    given(caseDecider, shared.records('waiting').events)
      .when({ ...request, data: { items: turned } }, byLab)
      .thenNothing();
    given(caseDecider, shared.records('rejected').events).when(reject, byLab).thenNothing();
    given(caseDecider, shared.records('complete').events).when(complete, byLab).thenNothing();
    given(caseDecider, shared.records('waiting').events)
      .when({ ...request, data: { items: ['photos'] } }, byLab)
      .then([{ ...requested, data: { ...of, items: ['photos'] } }]);
    given(caseDecider, shared.records('rejected').events).when(request, byLab).then([requested]);
    given(caseDecider, shared.records('rejected').records('waiting').events).when(reject, byLab).then([rejected]);
  });

  it('asks again where as many are named, but not the same', () => {
    const others = ['photos', 'impressions'] as const;
    given(caseDecider, shared.records('waiting').events)
      .when({ ...request, data: { items: others } }, byLab)
      .then([{ ...requested, data: { ...of, items: others } }]);
  });

  it('names items, each once, and a reason', () => {
    given(caseDecider, shared.events)
      .when({ ...request, data: { items: ['photos', 'photos'] } }, byLab)
      .then([{ ...requested, data: { ...of, items: ['photos'] } }]);
    for (const command of [
      { ...request, data: { items: [] } },
      { ...reject, data: { ...reject.data, items: [] } },
    ]) {
      given(caseDecider, shared.events).when(command, byLab).thenRejected('CASE.RECORD_ITEMS_MISSING');
    }
    given(caseDecider, shared.events)
      .when({ ...reject, data: { items, reason: ' ' } }, byLab)
      .thenRejected('CASE.REASON_MISSING');
  });

  it('is while a setup is awaited', () => {
    const approved = shared.setup().approved();
    for (const awaited of [shared.setup().declined(), approved.revisionAsked()]) {
      given(caseDecider, awaited.events).when(request, byLab).then([requested]);
    }
    for (const [history, setupState] of [
      [shared.setup(), 'open'],
      [approved, 'approved'],
    ] as const) {
      given(caseDecider, history.events).when(request, byLab).thenRejected('CASE.RECORDS_NOT_NEEDED', { setupState });
      given(caseDecider, history.events).when(reject, byLab).thenRejected('CASE.RECORDS_NOT_NEEDED');
    }
  });

  it('lets no setup be published until it is complete', () => {
    for (const records of ['waiting', 'rejected'] as const) {
      given(caseDecider, shared.records(records).events)
        .when(publish, byLab)
        .thenRejected('CASE.RECORDS_INCOMPLETE', { records, items: ['photos', 'x-rays'] });
    }
    given(caseDecider, shared.records('waiting').records('complete').events)
      .when(publish, byLab)
      .then([{ type: 'SetupReadyForReview', data: { ...of, setupVersion: 1, occurredAt: NOW } }]);
  });

  it('is the lab’s, on a case that goes on', () => {
    const ended = shared.setup().approved().closed();
    for (const command of [request, reject, complete]) {
      given(caseDecider, shared.events).when(command, by()).thenRejected('ACCESS.DENIED');
      given(caseDecider, shared.events)
        .when(command, by(person(luisId)))
        .thenRejected('ACCESS.DENIED');
      given(caseDecider, shared.events)
        .when(command, by(person(petraId)))
        .thenRejected('ACCESS.NOT_FOUND');
      given(caseDecider, ended.events).when(command, byLab).thenRejected('CASE.ARCHIVED');
      given(caseDecider, ended.retainerOrdered().events).when(command, byLab).thenRejected('CASE.ENDED');
    }
    given(caseDecider, shared.setup().approved().revisionAsked().closed().retainerOrdered().events)
      .when({ ...publish, data: { ...publish.data, setupVersion: 2 } }, byLab)
      .thenRejected('CASE.ENDED');
  });
});
