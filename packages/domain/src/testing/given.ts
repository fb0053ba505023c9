import { type Command, type Decider, fold } from '../decider.js';
import { DomainError } from '../errors.js';
import type { DomainEvent } from '../events.js';

/** An expectation that was not met. */
export class ExpectationFailed extends Error {
  override readonly name = 'ExpectationFailed';

  constructor(
    message: string,
    readonly actual: unknown,
    readonly expected: unknown,
  ) {
    super(`${message}\nexpected: ${written(expected)}\nactual:   ${written(actual)}`);
  }
}

export interface Outcome<Event> {
  /** Exactly these events, in this order. */
  then(events: readonly Event[]): void;
  thenNothing(): void;
  /** A DomainError with the code, and at least the facts that are given. */
  thenRejected(code: string, facts?: Readonly<Record<string, unknown>>): void;
  /** What was decided, for expectations of your own. @throws whatever the decision threw. */
  readonly events: readonly Event[];
}

/**
 * `given(caseDecider, history).when(command, context).then([...])`: folds the history, decides, compares.
 * Decides once, when `when` is called.
 */
export const given = <State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>(
  decider: Decider<State, Cmd, Event, Context>,
  history: readonly Event[] = [],
) => ({
  /** The state that the history makes. */
  state: fold(decider.evolve, decider.initial, history),
  when: (command: Cmd, context: Context): Outcome<Event> =>
    outcomeOf(() => decider.decide(command, fold(decider.evolve, decider.initial, history), context)),
});

type Decision<Event> = { readonly events: readonly Event[] } | { readonly thrown: unknown };

const outcomeOf = <Event>(decide: () => readonly Event[]): Outcome<Event> => {
  const decision = attempt(decide);
  const recorded = (): readonly Event[] => {
    if ('thrown' in decision) throw decision.thrown;
    return decision.events;
  };
  const then = (expected: readonly Event[]): void => {
    const actual = recorded();
    if (written(actual) !== written(expected)) throw new ExpectationFailed('Other events.', actual, expected);
  };
  return {
    then,
    thenNothing: () => then([]),
    thenRejected: (code, facts = {}) => {
      if (!('thrown' in decision)) throw new ExpectationFailed('Not rejected.', decision.events, code);
      const { thrown } = decision;
      if (!(thrown instanceof DomainError)) throw thrown;
      if (thrown.code !== code) throw new ExpectationFailed('Rejected otherwise.', thrown.code, code);
      for (const [name, value] of Object.entries(facts)) {
        if (written(thrown.facts[name]) !== written(value)) {
          throw new ExpectationFailed(`Another fact ${name}.`, thrown.facts, facts);
        }
      }
    },
    get events() {
      return recorded();
    },
  };
};

const attempt = <Event>(decide: () => readonly Event[]): Decision<Event> => {
  try {
    return { events: decide() };
  } catch (thrown) {
    return { thrown };
  }
};

/** As the log would store it, with the fields in a fixed order. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  ) ?? 'undefined';
