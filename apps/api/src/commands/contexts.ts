/** What decisions rest on besides the stream they write: who acts, what the provider confirmed, who is meant. */

import {
  type Act,
  type Actor,
  accountDecider,
  accountStream,
  actorOf,
  type CaseContext,
  type CaseState,
  type CollaboratorId,
  type Context,
  type CurrentTexts,
  type Instant,
  judge,
  notFound,
  type OrganisationId,
  organisationDecider,
  organisationStream,
  type OrganisationState,
  partOf,
  patientDecider,
  type PatientId,
  patientStream,
  type PersonId,
  type ProviderId,
  type Recipient,
  type RosterContext,
  rosterDecider,
  rosterStream,
  type RosterState,
} from '@konsil/domain';
import type { ActingAs, Load } from './desk.js';
import type { Origin } from './origin.js';

export class Contexts {
  constructor(
    readonly now: () => Instant,
    readonly texts: CurrentTexts,
  ) {}

  /** @throws DomainError `ACCESS.NOT_FOUND` where nobody stands behind the origin any more */
  async acting({ personId }: Pick<Origin, 'personId'>, load: Load): Promise<Context & { readonly actor: Actor }> {
    const actor = actorOf(await load(accountStream(personId), accountDecider));
    if (actor === undefined) throw notFound();
    return { actor, now: this.now() };
  }

  async roster(origin: Origin, load: Load, recipient?: Recipient): Promise<RosterContext> {
    const context = { ...(await this.acting(origin, load)), texts: this.texts };
    return recipient === undefined ? context : { ...context, recipient };
  }

  async person(personId: PersonId, load: Load): Promise<Recipient> {
    return { of: 'person', account: await load(accountStream(personId), accountDecider) };
  }

  async organisation(organisationId: OrganisationId, load: Load): Promise<Recipient> {
    return { of: 'organisation', organisation: await load(organisationStream(organisationId), organisationDecider) };
  }

  /** For a decision about a case of this provider and patient. */
  async case(
    origin: Origin,
    { providerId, patientId }: { readonly providerId: ProviderId; readonly patientId: PatientId },
    load: Load,
  ): Promise<CaseContext> {
    const [acting, roster, patient, provider] = await Promise.all([
      this.acting(origin, load),
      load(rosterStream(providerId), rosterDecider),
      load(patientStream(patientId), patientDecider),
      load(accountStream(providerId), accountDecider),
    ]);
    return {
      ...acting,
      texts: this.texts,
      roster,
      patient,
      provider,
      organisations: await organisationsIn(roster, load),
    };
  }

  /** For a decision about a case that is there; what is not there nobody may know of. */
  async submittedCase(origin: Origin, state: CaseState, load: Load): Promise<CaseContext> {
    if (state.status !== 'submitted') throw notFound();
    return this.case(origin, state, load);
  }
}

/** The planning services of a roster: who speaks for them is part of every question about access (product.md B8). */
const organisationsIn = async (
  roster: RosterState,
  load: Load,
): Promise<ReadonlyMap<OrganisationId, OrganisationState>> => {
  const ids = Object.values(roster.entries)
    .filter(({ recipientKind, status }) => recipientKind === 'treatment-planning-service' && status !== 'removed')
    .map(({ recipientId }) => recipientId as OrganisationId);
  return new Map(
    await Promise.all(ids.map(async (id) => [id, await load(organisationStream(id), organisationDecider)] as const)),
  );
};

/** In which part a person has done something with a case: the standing that allowed it, through one entry where that is named. */
export const actingOn = (
  act: Act,
  state: CaseState,
  context: CaseContext,
  collaboratorId?: CollaboratorId,
): ActingAs => {
  if (state.status !== 'submitted') throw notFound();
  const judgement = judge({ ...context, act, case: state, ...(collaboratorId && { collaboratorId }) });
  if (!judgement.allowed) throw notFound();
  return partOf(judgement.standing);
};
