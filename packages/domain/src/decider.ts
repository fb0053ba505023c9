/** The shape that every aggregate shares: what happened makes the state, the state and a command make what happens. */

import type { DomainEvent } from './events.js';

/** A request to change something. */
export interface Command<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
}

/**
 * One aggregate. `evolve` never throws; `decide` answers with the events to record (none where everything is already
 * so) or throws a DomainError; both are pure.
 */
export interface Decider<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context> {
  /** First part of the stream's name: `case` for `case-{caseId}`. */
  readonly category: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (command: Cmd, state: State, context: Context) => readonly Event[];
}

/** The state after a history. */
export const fold = <State, Event>(
  evolve: (state: State, event: Event) => State,
  initial: State,
  events: Iterable<Event>,
): State => {
  let state = initial;
  for (const event of events) state = evolve(state, event);
  return state;
};

/** One decision per command type; a missing one does not compile. */
export type Decisions<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context> = {
  readonly [Type in Cmd['type']]: (
    command: Extract<Cmd, { readonly type: Type }>,
    state: State,
    context: Context,
  ) => readonly Event[];
};

/** The `decide` of a decider whose decisions stand in a table. */
export const decideWith =
  <State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>(
    decisions: Decisions<State, Cmd, Event, Context>,
  ): Decider<State, Cmd, Event, Context>['decide'] =>
  (command, state, context) => {
    // The table's type says that the decision under a command's type takes that very command.
    const decision = decisions[command.type as Cmd['type']] as (
      command: Cmd,
      state: State,
      context: Context,
    ) => readonly Event[];
    return decision(command, state, context);
  };
