import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  aDraft,
  administrator,
  annaId,
  by,
  caseId,
  given,
  inDays,
  jonas,
  luis,
  luisId,
  NOW,
  patientId,
  penOf,
  person,
  petraId,
  technician,
} from '../../testing/index.js';
import { caseDecider, type PublishSetup } from '../index.js';

const ofCase = { caseId, patientId, providerId: annaId };
const byLuis = by(person(luisId));
const shared = aCase().sharedWith(luis).sharedWith(jonas);
const withSetup = shared.setup();

describe('publishing a setup', () => {
  const publish = (setupVersion: number, occurredAt = NOW, viewerUrl?: string): PublishSetup => ({
    type: 'PublishSetup',
    data: { setupVersion, occurredAt, ...(viewerUrl !== undefined && { viewerUrl }) },
  });
  const withSets = (setupVersion: number, alignerSets: number): PublishSetup => ({
    type: 'PublishSetup',
    data: { setupVersion, occurredAt: NOW, alignerSets },
  });
  const published = { type: 'SetupReadyForReview', data: { ...ofCase, setupVersion: 1, occurredAt: NOW } } as const;
  const byLab = by(technician);

  it('is the lab’s, numbered one by one, each once', () => {
    given(caseDecider, shared.events)
      .when(publish(1, NOW, 'https://viewer.example/1'), byLab)
      .then([
        {
          type: 'SetupReadyForReview',
          data: { ...ofCase, setupVersion: 1, occurredAt: NOW, viewerUrl: 'https://viewer.example/1' },
        },
      ]);
    given(caseDecider, withSetup.events).when(publish(1), byLab).thenNothing();
    given(caseDecider, withSetup.events)
      .when(publish(1, inDays(-1)), byLab)
      .thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 1 });
    given(caseDecider, withSetup.events)
      .when(publish(3), byLab)
      .thenRejected('CASE.SETUP_VERSION_NOT_NEXT', { nextVersion: 2 });
  });

  it('is refused when nobody waits for one, for moments to come and for other addresses than https', () => {
    given(caseDecider, withSetup.approved().events).when(publish(2), byLab).thenRejected('CASE.SETUP_NOT_EXPECTED');
    given(caseDecider, shared.events)
      .when(publish(1, inDays(1)), byLab)
      .thenRejected('CASE.SETUP_IN_THE_FUTURE');
    given(caseDecider, shared.events).when(publish(1, '2026-03-01'), byLab).thenRejected('TIME.INVALID');
    for (const url of ['http://viewer.example/1', 'javascript:alert(1)', 'https://']) {
      given(caseDecider, shared.events)
        .when(publish(1, NOW, url), byLab)
        .thenRejected('CASE.VIEWER_URL_INVALID');
    }
  });

  it('names the moment that is none, and takes no address with anything before or after it', () => {
    const first = given(caseDecider, shared.events);
    first.when(publish(1, '2026-03-01'), byLab).thenRejected('TIME.INVALID', { field: 'occurredAt' });
    for (const url of ['javascript:alert("https://viewer.example")', 'https://viewer.example/1 onclick=alert(1)'])
      first.when(publish(1, NOW, url), byLab).thenRejected('CASE.VIEWER_URL_INVALID');
  });

  it('may take a single aligner set', () =>
    given(caseDecider, shared.events)
      .when(withSets(1, 1), byLab)
      .then([{ ...published, data: { ...published.data, alignerSets: 1 } }]));

  it('is of no case that is not there, or is a draft still', () => {
    for (const history of [[], aDraft().events])
      given(caseDecider, history).when(publish(1), byLab).thenRejected('ACCESS.NOT_FOUND');
  });

  it('may say how many aligner sets it takes', () => {
    given(caseDecider, shared.events)
      .when(withSets(1, 24), byLab)
      .then([{ ...published, data: { ...published.data, alignerSets: 24 } }]);
    for (const sets of [0, -1, 1.5, NaN, Infinity])
      given(caseDecider, shared.events).when(withSets(1, sets), byLab).thenRejected('CASE.ALIGNER_SETS_INVALID');
    const counted = given(caseDecider, shared.setup({ alignerSets: 24 }).events);
    counted.when(withSets(1, 24), byLab).thenNothing();
    for (const other of [withSets(1, 12), publish(1)])
      counted.when(other, byLab).thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 1 });
  });

  it('stores exactly its fields, whatever else came in with it', () => {
    const { type, data } = publish(1);
    const withMore = { ...data, technician: 'somebody' };
    given(caseDecider, shared.events).when({ type, data: withMore }, byLab).then([published]);
  });

  it('follows an approval where a revision was asked for, once', () => {
    const asked = withSetup.approved().revisionAsked();
    given(caseDecider, asked.events)
      .when(publish(2), byLab)
      .then([{ ...published, data: { ...published.data, setupVersion: 2 } }]);
    given(caseDecider, asked.setup().approved().events)
      .when(publish(3), byLab)
      .thenRejected('CASE.SETUP_NOT_EXPECTED', { currentVersion: 2 });
  });

  it('voids every verdict, frees the pen and forgets who was late', () => {
    const { collaboratorId } = luis;
    const before = withSetup
      .ready(luis)
      .and({ type: 'ReviewEscalated', data: { ...ofCase, setupVersion: 1, collaboratorId, waitingSince: NOW } })
      .declinedBy(jonas);
    expect(before.build()).toMatchObject({ escalated: [collaboratorId], pen: penOf(jonas) });
    const after = before.setup().build();
    expect(after).toMatchObject({ escalated: [], facts: { setup: { state: 'open', version: 2, verdicts: {} } } });
    expect(after).not.toHaveProperty('pen');
  });

  it('waits while the case is on hold', () =>
    given(caseDecider, shared.and({ type: 'CasePutOnHold', data: ofCase }).events)
      .when(publish(1), byLab)
      .thenRejected('CASE.ON_HOLD'));

  it('is nobody else’s, and ends with the case', () => {
    given(caseDecider, shared.events).when(publish(1), by()).thenRejected('ACCESS.DENIED');
    given(caseDecider, shared.events).when(publish(1), byLuis).thenRejected('ACCESS.DENIED');
    given(caseDecider, shared.events)
      .when(publish(1), by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, shared.closed().events).when(publish(1), byLab).thenRejected('CASE.ARCHIVED');
    given(caseDecider, shared.events).when(publish(1), by(administrator)).thenRejected('ACCESS.NOT_FOUND');
  });
});
