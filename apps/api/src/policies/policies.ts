/** The rules that act by themselves, while this process is the one that runs them. */

import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { PolicyName } from '@konsil/domain';
import { type DueParts, type DueWork, runDueWork } from './due.js';
import type { Reaction } from './reaction.js';
import { runReaction, type RunnerParts } from './runner.js';

export interface PoliciesParts extends RunnerParts, DueParts {
  readonly reactions: readonly Reaction[];
  readonly due: readonly DueWork[];
}

export class Policies implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  /** @param parts absent where another process runs the rules */
  constructor(private readonly parts: PoliciesParts | undefined) {}

  /** How far each rule has come that follows the log; none where another process runs them. */
  positions(): Readonly<Record<PolicyName, number>> {
    const { reactions = [], checkpoints } = this.parts ?? {};
    return Object.fromEntries(reactions.map(({ name }) => [name, checkpoints?.positionOf(name) ?? -1]));
  }

  onApplicationBootstrap(): void {
    if (this.parts === undefined) return;
    const { parts } = this;
    const { signal } = this.stopping;
    const reactions = parts.reactions.map((reaction) => runReaction(reaction, parts, signal));
    this.running = Promise.all([...reactions, runDueWork(parts.due, parts, signal)]);
  }

  /** What is under way ends with its command; the rest follows at the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }
}
