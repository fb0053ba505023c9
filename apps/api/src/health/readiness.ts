import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { type CheckResult, type ReadinessCheck, READINESS_CHECKS } from './ports.js';

/** A check that does not answer in this time is not well. Milliseconds. */
const BOUND = 2_000;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/** Whether this process should get requests. While it closes it should not. */
@Injectable()
export class ReadinessService implements BeforeApplicationShutdown {
  #closing = false;

  constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

  async now(): Promise<Readiness> {
    const answers = await Promise.all(
      this.checks.map(async (check) => [check.name, await within(BOUND, check)] as const),
    );
    return { ready: !this.#closing && answers.every(([, { ok }]) => ok), checks: Object.fromEntries(answers) };
  }

  beforeApplicationShutdown(): void {
    this.#closing = true;
  }
}

const within = async (bound: number, part: ReadinessCheck): Promise<CheckResult> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, facts: { reason: 'no answer' } }), bound);
  });
  try {
    return await Promise.race([Promise.resolve().then(() => part.check()), late]);
  } catch {
    // What broke stands in the part's own log; here it only counts that it is not well.
    return { ok: false, facts: { reason: 'failed' } };
  } finally {
    clearTimeout(timer);
  }
};
