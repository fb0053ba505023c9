/**
 * Law: who may not know of something is answered as if it had never been recorded, by every query: no row, count, total,
 * search hit or cursor tells it apart. Rules: product.md B5-B8, C4, D1, G2, G3.
 */

import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, PatientEvent, PatientIdentity, PersonId } from '@konsil/domain';
import {
  aCase,
  aConversation,
  aDraft,
  annaId,
  aPatient,
  caseId,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  messageOf,
  patientId,
  petraId,
  planWell,
  technicianId,
} from '@konsil/domain/testing';
import type { Queries } from '../index.js';
import { DENIALS, everyone } from '../../testing/denials.js';
import { askEverything, everyQuery } from '../../testing/every-query.js';
import { readSides, readSidesEndingIn } from '../../testing/given.js';
import type { Running } from '../../testing/running.js';
import { MANY_STORES } from '../../testing/stores.js';
import { annasSecrets, sharedWithAll } from '../../testing/secrets.js';

const now = inDays(1);
const names = Object.keys(everyQuery) as (keyof Queries)[];
const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();

const corrected = (identity: PatientIdentity): PatientEvent => ({
  type: 'PatientCorrected',
  data: { patientId, providerId: annaId, identity },
});

const draftByNumber = aDraft({ by: jonas }).events.map((event) =>
  event.type === 'OrderDrafted' ? { ...event, data: { ...event.data, pseudonymised: true as const } } : event,
);

const worded = (event: DomainEvent, text: string): DomainEvent =>
  // The same event but for its words, which TypeScript does not follow through a union.
  ({ ...event, data: { ...event.data, words: { messageId: messageOf(1), text } } }) as DomainEvent;

describe.each(MANY_STORES)('What Anna has, on $store,', ({ begin }) => {
  const given = readSidesEndingIn(begin);

  it.each(DENIALS)('is as if it had never been recorded to who $who', async (denial) => {
    const { viewers, known = everyone.events, secrets = annasSecrets(), stillSee = [], at = now } = denial;
    const unreadable = denial.unreadable === undefined ? [] : [denial.unreadable];
    const told = await given(unreadable, ...known, ...secrets);
    const untold = await given(unreadable, ...known);
    expect((await told.readStore.parked()).length > 0).toBe(unreadable.length > 0);
    for (const viewer of viewers) {
      const asking = { viewer, now: at };
      expect(await askEverything(told.queries, asking)).toEqual(await askEverything(untold.queries, asking));
    }
    const seeing = [
      ...stillSee.map((viewer) => ({ viewer, now: at })),
      ...(denial.byTheClock ? viewers.map((viewer) => ({ viewer, now: justBefore(at) })) : []),
    ];
    for (const asking of seeing)
      expect(await told.queries.accessOf(asking, caseId)).toMatchObject({ as: 'collaborator' });
  });

  it('is told to somebody by each query, where it answers with more than names', async () => {
    const told = await given([], ...everyone.events, ...annasSecrets());
    const untold = await given([]);
    expect(Object.keys(told.queries).sort()).toEqual([...names].sort());
    const silent: string[] = [];
    for (const name of names) {
      const { tells, ask } = everyQuery[name];
      const asking = { viewer: tells === 'nobody' ? luisId : tells, now };
      if (isDeepStrictEqual(await ask(told.queries, asking), await ask(untold.queries, asking))) silent.push(name);
    }
    expect(silent).toEqual(names.filter((name) => everyQuery[name].tells === 'nobody'));
  });
});

describe('Of a case that is shared', () => {
  const given = readSides();

  const expectSame = async (viewers: readonly PersonId[], worlds: readonly [Running, Running]): Promise<void> => {
    for (const viewer of viewers) {
      const [one, other] = [
        await askEverything(worlds[0].queries, { viewer, now }),
        await askEverything(worlds[1].queries, { viewer, now }),
      ];
      expect(JSON.stringify(one)).toContain(caseId);
      expect(one).toEqual(other);
    }
  };

  it('the patient’s identity changes nothing to whom it is shared pseudonymised', async () => {
    const cases = [luis, jonas, planWell]
      .reduce((built, one) => built.sharedWith(one, { pseudonymised: true }), aCase())
      .tpsOrdered(planWell)
      .setup();
    const named = (givenName: string, familyName: string, birthDate: string) =>
      given(
        ...everyone.events,
        ...annasSecrets(cases, aPatient().and(corrected({ givenName, familyName, birthDate })), draftByNumber),
      );
    const worlds = [await named('Mira', 'Sommer', '2009-04-30'), await named('Otto', 'Winter', '1971-01-02')] as const;
    await expectSame([luisId, jonasId, petraId], worlds);
  });

  it('what is written to and by one collaborator changes nothing to another, nor to the lab', async () => {
    const saying = (text: string) =>
      given(...everyone.events, ...annasSecrets(), ...aConversation(luis).said(luisId, text).said(annaId, text).events);
    await expectSame([jonasId, petraId, technicianId], [await saying('Zahn 12'), await saying('Zahn 48')]);
  });

  it('that anything is written to and by one collaborator changes nothing to another, nor to the lab', async () => {
    const silent = await given(...everyone.events, ...annasSecrets());
    const written = aConversation(luis).said(luisId).said(annaId).events;
    const spoken = await given(...everyone.events, ...annasSecrets(), ...written);
    await expectSame([jonasId, petraId, technicianId], [silent, spoken]);
    expect(await askEverything(silent.queries, { viewer: luisId, now })).not.toEqual(
      await askEverything(spoken.queries, { viewer: luisId, now }),
    );
  });

  it('the words of a verdict and of sending it back change nothing to another collaborator', async () => {
    const cases = sharedWithAll.declinedBy(luis).sentBackTo(luis);
    const saying = (text: string) =>
      given(
        ...everyone.events,
        ...annasSecrets(cases).map((event) => ('words' in event.data ? worded(event, text) : event)),
      );
    await expectSame([jonasId, petraId], [await saying('Zahn 12'), await saying('Zahn 48')]);
  });
});
