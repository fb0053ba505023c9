/**
 * Providers with 20 to 50,000 cases, and one collaborator with whom up to 100,000 are shared. Patients, cases and
 * conversations are courses that the deciders decided; accounts and rosters are those of the domain's examples.
 */

import { accountStream, type DomainEvent, type PersonId, type ProviderId, rosterStream } from '@konsil/domain';
import { anAccount, annaId, annasPractice, aRoster, idOf, jonas, luis, luisId, mei } from '@konsil/domain/testing';
import type { Chapter } from '../history/practice.js';
import { COURSES } from './courses.js';
import { randomFrom, uuidFrom } from './random.js';
import { retold } from './retelling.js';

const LARGEST = 50_000;
const SMALLEST = 20;
const MOST_BUT_THE_LARGEST = 5_000;
/** Cases of those who have the one collaborator in their roster: some 100,000 of them are shared there. */
const MOST_OF_ONE = 111_000;

export interface Provider {
  readonly providerId: ProviderId;
  readonly cases: number;
  readonly people: ReadonlyMap<string, string>;
}

export interface World {
  /** The largest first. */
  readonly providers: readonly Provider[];
  /** Luis, who is in the rosters of the first providers, in a small world of all; the others have somebody of their own there. */
  readonly collaborator: PersonId;
  chapters(): Generator<Chapter>;
}

/** The largest provider has half of all cases, at the most 50,000; the others are as different as practices are. */
const sizes = (cases: number, random: () => number): readonly number[] => {
  const all = [Math.min(LARGEST, Math.ceil(cases / 2))];
  for (let left = cases - (all[0] ?? 0); left > 0; left -= all.at(-1) ?? left) {
    const size = Math.round(SMALLEST * (MOST_BUT_THE_LARGEST / SMALLEST) ** random());
    all.push(Math.min(left, size));
  }
  return all;
};

const renamed = (events: readonly DomainEvent[], people: ReadonlyMap<string, string>): readonly DomainEvent[] => {
  let text = JSON.stringify(events);
  for (const [id, name] of people) text = text.replaceAll(id, name);
  return JSON.parse(text) as readonly DomainEvent[];
};

/** A name of their own, so that names tell people apart. */
const calledBy = (personId: PersonId, event: DomainEvent): DomainEvent =>
  event.type === 'AccountProvisioned'
    ? { ...event, data: { ...event.data, name: `Dr. ${personId.slice(0, 4)} Berg` } }
    : event;

/** The accounts of the provider and of their own collaborators, and the roster with everybody in it. */
function* practiceOf({ providerId, people }: Provider): Generator<Chapter> {
  const open: DomainEvent = {
    type: 'PracticeOpened',
    data: { personId: annaId, practiceId: annasPractice, name: `Praxis ${providerId.slice(0, 4)}` },
  };
  for (const { recipientId } of [{ recipientId: annaId }, luis, jonas, mei]) {
    const personId = people.get(recipientId) as PersonId;
    if (personId === luisId) continue;
    const own = recipientId === annaId ? [open] : [];
    const account = anAccount(recipientId as PersonId).events.map((event) => calledBy(personId, event));
    const events = renamed([...account, ...own], people);
    yield { stream: accountStream(personId), actor: personId, events };
  }
  const roster = renamed(aRoster().with(luis).with(jonas).with(mei).events, people);
  yield { stream: rosterStream(providerId), actor: providerId, events: roster };
}

/** The same world for the same seed. */
export const aWorld = (cases: number, seed = 1): World => {
  const random = randomFrom(seed);
  let before = 0;
  const providers = sizes(cases, random).map((size): Provider => {
    const colleague = before < MOST_OF_ONE ? luisId : uuidFrom(random);
    before += size;
    const ids = [
      annaId,
      annasPractice,
      ...[luis, jonas, mei].map((one) => one.collaboratorId),
      ...[jonas, mei].map((one) => one.recipientId),
    ];
    const invitations = [203, 204, 205].map(idOf);
    const people = new Map<string, string>([...ids, ...invitations].map((id) => [id, uuidFrom(random)]));
    return { providerId: people.get(annaId) as ProviderId, cases: size, people: people.set(luisId, colleague) };
  });
  return {
    providers,
    collaborator: luisId,
    *chapters() {
      const chance = randomFrom(seed + 1);
      yield { stream: accountStream(luisId), actor: luisId, events: anAccount(luisId).events };
      for (const provider of providers) {
        yield* practiceOf(provider);
        for (let number = 0; number < provider.cases; number += 1) {
          const course = COURSES[Math.floor(chance() * COURSES.length)];
          if (course !== undefined) yield* retold(course, provider.people, chance);
        }
      }
    },
  };
};
