/**
 * What Manage Orders and the dashboard must show, worked out by going through all events again for every question. It
 * shares no code and no type with the product: the rules are said a second time, straight from product.md.
 */

import type { Raw } from '../raw.js';
import { CaseStory } from './case-story.js';
import { type EventsOf, maySee } from './seeing.js';

export interface OracleRow {
  readonly [column: string]: unknown;
  readonly caseId: string;
  readonly collaboratorId: string;
  /** Of all events so far, which one began or shared it: rows that are otherwise alike stand in this order. */
  readonly since: number;
}

/** Between the provider and one collaborator: no activity to the others. */
const BETWEEN_TWO = /^(MessagePosted|CaseShared|CaseUnshared|Grant|Tps|ReviewEscalated)/;

const textOf = (event: Raw | undefined, name: string): string => {
  const value = event?.data[name];
  return typeof value === 'string' ? value : '';
};

export class Oracle {
  readonly #stories: readonly CaseStory[];

  constructor(
    readonly events: readonly Raw[],
    readonly now: string,
  ) {
    const ofCases = Map.groupBy(
      events.filter(({ stream }) => stream.startsWith('case-')),
      ({ stream }) => stream,
    );
    this.#stories = [...ofCases.values()].map((own) => new CaseStory(own)).filter(({ discarded }) => !discarded);
  }

  orders(provider: string): OracleRow[] {
    return this.#stories
      .filter(({ first }) => first.data['providerId'] === provider)
      .map((story) => ({
        ...this.#common(story),
        ...{ collaboratorId: '', since: this.events.indexOf(story.first) },
        collaboratorStatus: story.draft ? 'not-shared' : story.rolledUp,
        collaborators: [...story.shares.keys()].map((id) => `${id}=${story.statusFor(id)}`),
        unread: Math.min(
          100,
          this.#collaboratorsEver(story).reduce((sum, id) => sum + this.#unread(story, id, provider), 0),
        ),
        patient: this.#patient(story),
        searched: [
          ...this.#patientNames(story),
          ...[...story.shares.values()].map(({ event }) => this.#nameOf(textOf(event, 'recipientId'))),
        ],
      }));
  }

  collaborations(viewer: string): OracleRow[] {
    return this.#stories.flatMap((story) =>
      [...story.shares]
        .filter(([, { event, ends }]) => maySee(this.#of, viewer, event, ends, this.now))
        .map(([collaboratorId, { event }]) => {
          const hidden = event.data['pseudonymised'] === true;
          const organisation = event.data['recipientId'] === 'planwell' ? 'PlanWell' : '';
          return {
            ...this.#common(story, collaboratorId),
            ...{ collaboratorId, since: this.events.indexOf(event) },
            collaboratorStatus: story.statusFor(collaboratorId),
            collaborators: [],
            unread: this.#unread(story, collaboratorId, viewer),
            patient: hidden ? '' : this.#patient(story),
            searched: [
              ...(hidden ? [] : this.#patientNames(story)),
              this.#nameOf(textOf(event, 'providerId')),
              organisation,
            ],
          };
        }),
    );
  }

  readonly #of: EventsOf = (types, wanted = {}) =>
    this.events.filter(
      ({ type, data }) => types.includes(type) && Object.entries(wanted).every(([name, value]) => data[name] === value),
    );

  /** `collaborator`: as they may know of it. */
  #common(story: CaseStory, collaborator?: string): { caseId: string; [column: string]: unknown } {
    const { caseId, first, category, status, practiceId, caseType, orderNumbers } = story;
    const isOf = ({ type, data, stream }: Raw): boolean =>
      data['caseId'] === caseId && (stream.startsWith('case-') || type === 'MessagePosted');
    return {
      ...{ caseId, category, status, practiceId, caseType, orderNumbers, orderNumber: orderNumbers.at(-1) },
      providerId: first.data['providerId'],
      lastActivity: this.events.findLast(
        (event) =>
          isOf(event) &&
          (collaborator === undefined ||
            !BETWEEN_TWO.test(event.type) ||
            event.data['collaboratorId'] === collaborator),
      )?.recordedAt,
      practice: textOf(this.#of(['PracticeOpened'], { practiceId })[0], 'name'),
      provider: this.#nameOf(textOf(first, 'providerId')),
    };
  }

  #collaboratorsEver({ caseId }: CaseStory): string[] {
    return [...new Set(this.#of(['CaseShared'], { caseId }).map((event) => textOf(event, 'collaboratorId')))];
  }

  /** Messages and words of the other side behind the mark; 100 stands for more. */
  #unread({ caseId, first }: CaseStory, collaboratorId: string, reader: string): number {
    const reads = this.#of(['MessagesRead'], { caseId, collaboratorId, readerId: reader });
    const mark = Math.max(-1, ...reads.map(({ data }) => Number(data['upTo'])));
    const fromProvider = [
      ...this.#of(['MessagePosted'], { caseId, collaboratorId, side: 'provider' }),
      ...this.#of(['SetupSentBack'], { caseId, collaboratorId }),
      ...this.#of(['SetupDeclined'], { caseId }),
      ...this.#of(['RevisionRequested'], { caseId, through: undefined }),
    ];
    const fromCollaborator = [
      ...this.#of(['MessagePosted'], { caseId, collaboratorId, side: 'collaborator' }),
      ...this.#of(['RevisionRequested'], { caseId, through: collaboratorId }),
      ...this.#of(['SetupMarkedReady', 'SetupDeclinedByCollaborator'], { caseId, collaboratorId }).filter(
        ({ data }) => data['words'] !== undefined,
      ),
    ];
    const others = reader === first.data['providerId'] ? fromCollaborator : fromProvider;
    return Math.min(100, others.filter(({ position }) => position > mark).length);
  }

  /** As it was corrected last. */
  #identity({ first }: CaseStory): { givenName: string; familyName: string } | undefined {
    const { patientId } = first.data;
    const { identity } = this.#of(['PatientRegistered', 'PatientCorrected'], { patientId }).at(-1)?.data ?? {};
    return (identity as { erased?: boolean }).erased === true
      ? undefined
      : (identity as { givenName: string; familyName: string });
  }

  #patient(story: CaseStory): string {
    const identity = this.#identity(story);
    return identity === undefined ? '' : `${identity.familyName}, ${identity.givenName}`;
  }

  #patientNames(story: CaseStory): string[] {
    const identity = this.#identity(story);
    return identity === undefined ? [] : [this.#patient(story), `${identity.givenName} ${identity.familyName}`];
  }

  #nameOf(id: string): string {
    const person = this.#of(['AccountProvisioned'], { personId: id })[0];
    const organisation = this.#of(['OrganisationRegistered'], { organisationId: id })[0];
    return textOf(person ?? organisation, 'name');
  }
}
