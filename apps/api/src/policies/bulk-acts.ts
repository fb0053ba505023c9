/**
 * Carries bulk acts and their undo out, step by step: what is next follows from the act's own stream, so that after a crash
 * it goes on where it was. Rules: product.md C2.
 */

import {
  bulkDecider,
  type BulkId,
  bulkSharing,
  bulkStream,
  type BulkStep,
  type CaseEvent,
  nextBulkStep,
  reportOf,
  type StepResult,
} from '@konsil/domain';
import type { Aggregates } from '../commands/aggregates.js';
import type { Dispatched, Dispatcher } from './dispatching.js';
import { inTurns } from './in-turns.js';
import type { Reaction } from './reaction.js';

export const carryOutBulkActs = (
  aggregates: Pick<Aggregates, 'load'>,
  dispatcher: Pick<Dispatcher, 'dispatch'>,
): Reaction => {
  const takeStep = async (bulkId: BulkId, step: BulkStep, at: number, signal: AbortSignal): Promise<void> => {
    if (step.do === 'nothing') return;
    const report =
      step.do === 'record'
        ? step.command
        : reportOf(
            step,
            await inTurns(step.cases, signal, async ({ key, dispatch }) =>
              resultOf(await dispatcher.dispatch(bulkSharing.name, key, dispatch)),
            ),
          );
    const recorded = await dispatcher.dispatch(bulkSharing.name, `${bulkId}/${at}`, report);
    if ('code' in recorded) throw new Error(`The report of a bulk act was refused: ${recorded.code}`);
  };
  return {
    name: bulkSharing.name,
    reactsTo: bulkSharing.reactsTo,
    category: 'bulk',
    react: async (event, signal) => {
      if (!('bulkId' in event.data) || event.data.bulkId === undefined) return;
      const { bulkId } = event.data;
      for (;;) {
        signal.throwIfAborted();
        const { state, revision } = await aggregates.load(bulkStream(bulkId), bulkDecider);
        const step = nextBulkStep(state);
        if (step.do === 'nothing') return;
        await takeStep(bulkId, step, revision, signal);
      }
    },
  };
};

/** The stream of a case holds events of cases alone. */
const resultOf = (dispatched: Dispatched): StepResult =>
  'code' in dispatched ? dispatched : { events: dispatched.events as readonly CaseEvent[] };
