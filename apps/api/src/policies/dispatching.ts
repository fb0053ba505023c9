/** Takes what a rule wants done to its aggregate, by the same way as everybody's commands. */

import {
  bulkDecider,
  bulkStream,
  caseDecider,
  caseStream,
  DomainError,
  type DomainEvent,
  notFound,
  type PolicyCommand,
  type PolicyName,
  type ProviderId,
  rosterDecider,
  rosterStream,
} from '@konsil/domain';
import { StreamNotReadable } from '../commands/aggregates.js';
import { type Contexts, type Desk, ruleOrigin } from '../commands/index.js';

/** What became of a command: what it recorded, now or when it came first, or the code of what refused it for good. */
export type Dispatched = { readonly events: readonly DomainEvent[] } | { readonly code: string };

/** The stream of a command can't be read: no repeat changes that, and one broken case must not stop a rule for all. */
export const NOT_READABLE = 'STREAM.NOT_READABLE';

type On<Aggregate extends string> = Extract<PolicyCommand, { readonly on: { readonly [Name in Aggregate]: unknown } }>;

export class Dispatcher {
  constructor(
    private readonly desk: Pick<Desk, 'run'>,
    private readonly contexts: Contexts,
  ) {}

  /**
   * @param cause why the rule acts: an event's id, or the moment that came; with the aggregate and the command's type it
   *   names this command for ever, so that a repeat finds what it recorded
   * @throws what is in the way for a while, as a lost race or a log that is away; to be tried again
   */
  async dispatch(name: PolicyName, cause: string, wanted: PolicyCommand): Promise<Dispatched> {
    try {
      return await this.take(name, cause, wanted);
    } catch (error) {
      if (error instanceof DomainError) return { code: error.code };
      if (error instanceof StreamNotReadable) return { code: NOT_READABLE };
      throw error;
    }
  }

  private take(name: PolicyName, cause: string, wanted: PolicyCommand): Promise<Dispatched> {
    if (isOnCase(wanted)) return this.onCase(name, cause, wanted);
    if (isOnRoster(wanted)) return this.onRoster(name, cause, wanted);
    if (isOnBulk(wanted)) return this.onBulk(name, cause, wanted);
    throw new Error(`No rule that runs here acts on patients, but ${name} does.`);
  }

  private onCase(name: PolicyName, cause: string, { on, command }: On<'case'>): Promise<Dispatched> {
    const stream = caseStream(on.case);
    return this.desk.run({
      ...{ origin: ruleOrigin(name, cause, `${stream}/${command.type}`), stream, decider: caseDecider, command },
      context: (state, load) => this.contexts.caseByRule(name, state, load),
      actingAs: (state) => byRule(state.status === 'submitted' ? state.providerId : undefined),
    });
  }

  private onRoster(name: PolicyName, cause: string, { on, command }: On<'roster'>): Promise<Dispatched> {
    const stream = rosterStream(on.roster);
    return this.desk.run({
      ...{ origin: ruleOrigin(name, cause, `${stream}/${command.type}`), stream, decider: rosterDecider, command },
      context: () => ({ ...this.contexts.rule(name), texts: this.contexts.texts }),
      actingAs: () => byRule(on.roster),
    });
  }

  private onBulk(name: PolicyName, cause: string, { on, command }: On<'bulk'>): Promise<Dispatched> {
    const stream = bulkStream(on.bulk);
    return this.desk.run({
      ...{ origin: ruleOrigin(name, cause, `${stream}/${command.type}`), stream, decider: bulkDecider, command },
      context: async (state, load) => {
        if (state.status === 'none') throw notFound();
        const roster = await load(rosterStream(state.providerId), rosterDecider);
        return { ...this.contexts.rule(name), texts: this.contexts.texts, roster };
      },
      actingAs: (state) => byRule(state.status === 'none' ? undefined : state.providerId),
    });
  }
}

const isOnCase = (wanted: PolicyCommand): wanted is On<'case'> => 'case' in wanted.on;
const isOnRoster = (wanted: PolicyCommand): wanted is On<'roster'> => 'roster' in wanted.on;
const isOnBulk = (wanted: PolicyCommand): wanted is On<'bulk'> => 'bulk' in wanted.on;

const byRule = (onBehalfOf: ProviderId | undefined) =>
  ({ role: 'policy', ...(onBehalfOf !== undefined && { onBehalfOf }) }) as const;
