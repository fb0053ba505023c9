/**
 * What a rule that acts by itself looks like: pure, from an event or from now to commands. Who runs it dispatches the
 * commands as actor `policy`, each with an id derived from policy, event and number, so that a repeat changes nothing.
 * Rules: architecture.md (Domain, Command side).
 */

import type { BulkCommand } from '../bulk/index.js';
import type { CaseCommand } from '../case/index.js';
import type { DomainEvent, EventType, Recorded } from '../events.js';
import type { BulkId, CaseId, PatientId, ProviderId } from '../ids.js';
import type { PatientCommand } from '../patient/index.js';
import type { RosterCommand } from '../roster/index.js';
import type { Instant } from '../time.js';

/** A command and the aggregate it is for. */
export type PolicyCommand =
  | { readonly on: { readonly case: CaseId }; readonly command: CaseCommand }
  | { readonly on: { readonly roster: ProviderId }; readonly command: RosterCommand }
  | { readonly on: { readonly patient: PatientId }; readonly command: PatientCommand }
  | { readonly on: { readonly bulk: BulkId }; readonly command: BulkCommand };

export type PolicyName = `policy:${string}`;

/** Reacts to what was recorded. `View`: what it needs to know besides the event, as of that event or later. */
export interface Policy<View> {
  readonly name: PolicyName;
  readonly reactsTo: readonly EventType[];
  readonly react: (event: Recorded<DomainEvent>, view: View) => readonly PolicyCommand[];
}

/** Acts when a moment has come. */
export interface DuePolicy<View> {
  readonly name: PolicyName;
  readonly due: (view: View, now: Instant) => readonly PolicyCommand[];
}
