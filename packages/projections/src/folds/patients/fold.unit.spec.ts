import { describe, expect, it } from '@jest/globals';
import { type DomainEvent, ERASED, type MessageId, NO_END, type PersonId, type Recorded } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  caseId,
  inDays,
  jonas,
  luis,
  luisId,
  patientId,
  pauloId,
  petraId,
  planWell,
} from '@konsil/domain/testing';
import { foldInMemory } from '../../fold/index.js';
import { recordedFrom } from '../../testing/recorded.js';
import { patientsFold } from './fold.js';

const rowsOf = (...events: readonly DomainEvent[]) => foldInMemory(patientsFold, recordedFrom(events));
const onlyCase = (...events: readonly DomainEvent[]) => rowsOf(...events).cases[0];
const patient = aPatient().events;

const said = (by: 'provider' | 'collaborator', to = luis): DomainEvent => ({
  type: 'MessagePosted',
  data: {
    ...{ caseId, patientId, providerId: annaId, collaboratorId: to.collaboratorId, side: by, text: 'Hallo' },
    ...{ authorId: by === 'provider' ? annaId : luisId, messageId: 'm' as MessageId },
  },
});

const readUpTo = (readerId: PersonId, upTo: number, to = luis): DomainEvent => ({
  type: 'MessagesRead',
  data: { caseId, patientId, providerId: annaId, collaboratorId: to.collaboratorId, readerId, upTo },
});

describe('The fold of patients', () => {
  it('finds a case by order number, with and without dashes, and by the name in both orders', () => {
    const search = onlyCase(...patient, ...aCase().events)?.search;
    for (const text of ['k7q2-9mx4', 'k7q29mx4', 'mira sommer', 'sommer, mira']) expect(search).toContain(text);
  });

  it('keeps an erased name out of every column', () => {
    const erased: DomainEvent = {
      type: 'PatientRegistered',
      data: { patientId, providerId: annaId, identity: ERASED },
    };
    const rows = rowsOf(erased, ...aCase().sharedWith(luis).events);
    expect(rows.patients).toMatchObject([{ givenName: null, familyName: null, birthDate: null, sortName: '' }]);
    expect(rows.cases[0]?.search).toBe('k7q2-9mx4-tb3r\nk7q29mx4tb3r');
  });

  it('derives the statuses of case and grants, and counts the grants', () => {
    const rows = rowsOf(...patient, ...aCase().sharedWith(luis).sharedWith(jonas).setup().ready(luis).events);
    expect(rows.cases).toMatchObject([
      {
        collaboratorStatus: 'ready-for-approval',
        category: 'setup-awaiting-approval',
        status: 'action-needed',
        collaborators: 2,
      },
    ]);
    expect(rows.grants.map(({ collaboratorStatus }) => collaboratorStatus)).toEqual([
      'ready-for-approval',
      'evaluating-setup',
    ]);
  });

  it('drops a grant that ended at approval and keeps the case type', () => {
    const rows = rowsOf(
      ...patient,
      ...aCase()
        .sharedWith(luis, { ends: { on: 'approval' } })
        .setup()
        .approved('one').events,
    );
    expect(rows.grants).toEqual([]);
    expect(rows.cases).toMatchObject([{ caseType: 'one', collaboratorStatus: 'not-shared' }]);
  });

  it('leaves the name out of what a pseudonymised grant is sorted and found by', () => {
    const rows = rowsOf(...patient, ...aCase().sharedWith(luis, { pseudonymised: true }).events);
    expect(rows.grants).toMatchObject([{ patientSort: '', pseudonymised: true }]);
    expect(rows.grants[0]?.search).not.toContain('sommer');
  });

  it('holds until when consent covers each recipient, and whom a withdrawal names', () => {
    const shared = aCase().sharedWith(luis).sharedWith(jonas).events;
    const consents = aPatient()
      .withdrawing([{ of: 'kind', kind: 'staff' }])
      .consenting([{ of: 'kind', kind: 'colleague' }], { validUntil: inDays(9) });
    expect(rowsOf(...shared.slice(0, 1), ...consents.events, ...shared.slice(1)).grants).toMatchObject([
      { blocked: false, coveredUntil: inDays(9), endsAt: NO_END },
      { blocked: true, coveredUntil: '' },
    ]);
    expect(rowsOf(...patient, ...shared, ...consents.events.slice(1)).grants).toMatchObject([
      { blocked: false, coveredUntil: inDays(9) },
      { blocked: true, coveredUntil: '' },
    ]);
  });

  it('holds coverage for the purpose of each share, and when a withdrawal was declared', () => {
    const everyone = [{ of: 'everyone' }] as const;
    const consents = aPatient().consenting(everyone, { purposes: ['second-opinion'] });
    const shared = (purpose: 'treatment' | 'second-opinion') => aCase().sharedWith(luis, { purpose }).events;
    expect(rowsOf(...consents.events, ...shared('second-opinion')).grants).toMatchObject([{ coveredUntil: NO_END }]);
    expect(rowsOf(...consents.events, ...shared('treatment')).grants).toMatchObject([{ coveredUntil: '' }]);
    const late = aPatient()
      .withdrawing(everyone, undefined, inDays(-1))
      .consenting(everyone, { occurredAt: inDays(-2) });
    const rows = rowsOf(...late.events, ...shared('treatment'));
    expect(rows.grants).toMatchObject([{ blocked: true, coveredUntil: '' }]);
    expect(rows.patients[0]?.withdrawals).toMatchObject([{ declaredBy: 'patient', occurredAt: inDays(-1) }]);
  });

  it('counts what the other side wrote since the mark, the words of acts too', () => {
    const talk = [
      ...patient,
      ...aCase().sharedWith(luis).setup().declinedBy(luis).sentBackTo(luis).events,
      said('collaborator'),
    ];
    const last = talk.length - 1;
    expect(rowsOf(...talk)).toMatchObject({ cases: [{ unread: 2 }], grants: [{ unread: 1 }] });
    expect(rowsOf(...talk, readUpTo(annaId, last - 1))).toMatchObject({ cases: [{ unread: 1 }] });
    expect(rowsOf(...talk, readUpTo(luisId, last))).toMatchObject({
      cases: [{ unread: 2 }],
      readingMarks: [{ readerId: luisId, unread: 0 }],
    });
  });

  it('moves no mark back', () => {
    const talk = [...patient, ...aCase().sharedWith(luis).events, said('collaborator')];
    expect(onlyCase(...talk, readUpTo(annaId, 9), readUpTo(annaId, 0))?.unread).toBe(0);
  });

  it('counts for each member of an organisation apart, and never what a fellow member wrote', () => {
    const talk = [
      ...patient,
      ...aCase().sharedWith(planWell).events,
      said('provider', planWell),
      said('collaborator', planWell),
    ];
    const rows = rowsOf(...talk, readUpTo(petraId, 9, planWell), readUpTo(pauloId, 0, planWell));
    expect(rows.readingMarks.map(({ readerId, unread }) => [readerId, unread])).toEqual([
      [petraId, 0],
      [pauloId, 1],
    ]);
  });

  it("brings the provider's decline to every conversation, also to one that begins later", () => {
    const rows = rowsOf(...patient, ...aCase().sharedWith(luis).setup().declined().sharedWith(jonas).events);
    expect(rows.grants.map(({ unread }) => unread)).toEqual([1, 1]);
  });

  it('tells no more than 100 unread messages apart', () => {
    const many = Array.from({ length: 120 }, () => said('collaborator'));
    const rows = rowsOf(...patient, ...aCase().sharedWith(luis).events, ...many);
    expect(rows.cases[0]?.unread).toBe(100);
    expect(rows.conversations[0]?.fromCollaborator).toHaveLength(100);
  });

  it('counts a message as activity and reading one not', () => {
    const events = [...patient, ...aCase().sharedWith(luis).events, said('provider'), readUpTo(luisId, 9)];
    const recorded: readonly Recorded[] = recordedFrom(events);
    const rows = foldInMemory(patientsFold, recorded);
    expect(rows.cases[0]?.lastActivity).toBe(recorded.at(-2)?.recordedAt);
    expect(rows.grants[0]?.lastActivity).toBe(recorded.at(-2)?.recordedAt);
  });

  it('changes no row that the event does not touch', () => {
    const events = recordedFrom([
      ...patient,
      ...aCase().sharedWith(luis).sharedWith(jonas).events,
      readUpTo(luisId, 9),
    ]);
    const before = foldInMemory(patientsFold, events.slice(0, -1));
    const read = events.at(-1);
    const after = read === undefined ? before : patientsFold.evolve(before, read, patientId);
    expect(after.cases[0]).toBe(before.cases[0]);
    expect(after.grants).toBe(before.grants);
    expect(after.readingMarks).toHaveLength(1);
  });
});
