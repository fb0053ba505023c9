/** What decisions rest on besides the stream they write: who acts, what the provider confirmed, who is meant. */

import {
  type Act,
  type Actor,
  accountDecider,
  type AccountState,
  accountStream,
  actorOf,
  type BulkContext,
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
  type PolicyName,
  type ProviderId,
  type Recipient,
  type RosterContext,
  rosterDecider,
  rosterStream,
  type RosterState,
} from '@konsil/domain';
import type { ActingAs, Load } from './desk.js';
import type { Origin } from './origin.js';
import { allSoon, type Soon, soon } from './soon.js';

type Acting = Context & { readonly actor: Actor };

/** To whom a case belongs. */
interface OwnedBy {
  readonly providerId: ProviderId;
  readonly patientId: PatientId;
}

export class Contexts {
  constructor(
    readonly now: () => Instant,
    readonly texts: CurrentTexts,
  ) {}

  /** @throws DomainError `ACCESS.NOT_FOUND` where nobody stands behind the origin any more */
  acting({ personId }: Pick<Origin, 'personId'>, load: Load): Soon<Acting> {
    return soon(load(accountStream(personId), accountDecider), (account) => this.actingAs(account));
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
  case(origin: Pick<Origin, 'personId'>, of: OwnedBy, load: Load): Soon<CaseContext> {
    return soon(this.acting(origin, load), (acting) => this.around(of, acting, load));
  }

  /** For what a rule decides by itself about a case that is there. */
  caseByRule(name: PolicyName, state: CaseState, load: Load): Soon<CaseContext> {
    if (state.status !== 'submitted') throw notFound();
    return this.around(state, this.rule(name), load);
  }

  /** For what a rule decides by itself about anything but a case. */
  rule(name: PolicyName): Context {
    return { actor: { kind: 'policy', name }, now: this.now() };
  }

  /** For a decision about a case that is there; what is not there nobody may know of. */
  submittedCase(origin: Origin, state: CaseState, load: Load): Soon<CaseContext> {
    if (state.status !== 'submitted') throw notFound();
    return this.case(origin, state, load);
  }

  /** For a decision about an act on many cases of the person who asks. */
  bulk(origin: Pick<Origin, 'personId'>, load: Load): Soon<BulkContext> {
    const { personId } = origin;
    return soon(
      allSoon([this.acting(origin, load), load(rosterStream(personId), rosterDecider)]),
      ([acting, roster]) => ({ ...acting, texts: this.texts, roster }),
    );
  }

  /** For a preview about cases of the person who asks: all but the patients. */
  ownCases(origin: Pick<Origin, 'personId'>, load: Load): Soon<Omit<CaseContext, 'patient'>> {
    return soon(this.acting(origin, load), (acting) => this.aboutProvider(origin.personId, acting, load));
  }

  private around({ providerId, patientId }: OwnedBy, acting: Context, load: Load): Soon<CaseContext> {
    const parts = allSoon([
      this.aboutProvider(providerId, acting, load),
      load(patientStream(patientId), patientDecider),
    ]);
    return soon(parts, ([provider, patient]) => ({ ...provider, patient }));
  }

  private aboutProvider(providerId: ProviderId, acting: Context, load: Load): Soon<Omit<CaseContext, 'patient'>> {
    const streams = allSoon([
      load(rosterStream(providerId), rosterDecider),
      load(accountStream(providerId), accountDecider),
    ]);
    return soon(streams, ([roster, provider]) =>
      soon(organisationsIn(roster, load), (organisations) => ({
        ...acting,
        texts: this.texts,
        roster,
        provider,
        organisations,
      })),
    );
  }

  private actingAs(account: AccountState): Acting {
    const actor = actorOf(account);
    if (actor === undefined) throw notFound();
    return { actor, now: this.now() };
  }
}

/** The planning services of a roster: who speaks for them is part of every question about access (product.md B8). */
const organisationsIn = (roster: RosterState, load: Load): Soon<ReadonlyMap<OrganisationId, OrganisationState>> => {
  const ids = Object.values(roster.entries)
    .filter(({ recipientKind, status }) => recipientKind === 'treatment-planning-service' && status !== 'removed')
    .map(({ recipientId }) => recipientId as OrganisationId);
  const loaded = ids.map((id) =>
    soon(load(organisationStream(id), organisationDecider), (organisation) => [id, organisation] as const),
  );
  return soon(allSoon(loaded), (organisations) => new Map(organisations));
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
