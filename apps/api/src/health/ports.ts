/** What readiness asks of the parts of this process. */

/** How one part is. `facts` is shown to everybody: numbers and states, no personal data, no addresses. */
export interface CheckResult {
  readonly ok: boolean;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** One part that must be well before requests are welcome: the log, the projector, the directory of keys. */
export interface ReadinessCheck {
  readonly name: string;
  check(): CheckResult | Promise<CheckResult>;
}

export const READINESS_CHECKS = Symbol('ReadinessChecks');
