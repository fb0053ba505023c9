/** Acts on many cases, as tests ask for them. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Person } from './person.js';

export interface Act {
  readonly bulkId: string;
  readonly status: string;
  readonly cases: number;
  readonly collaboratorName: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly undoCounts: Readonly<Record<string, number>>;
}

export interface Preview {
  readonly cases: readonly { readonly caseId: string; readonly answer: string; readonly code: string | null }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly total: number;
  readonly more: boolean;
  readonly next?: string;
}

export interface Report {
  readonly rows: readonly {
    readonly caseId: string;
    readonly orderNumber: string | null;
    readonly patient: { readonly familyName: string } | null;
    readonly outcome: string | null;
    readonly code: string | null;
    readonly undo: string | null;
  }[];
  readonly next?: string;
}

/** The ids that a preview says would be shared. */
export const shareable = ({ cases }: Preview): readonly string[] =>
  cases.filter(({ answer }) => answer === 'will-share').map(({ caseId }) => caseId);

/** The act, as soon as it has come so far. */
export const actWhen = async (person: Person, bulkId: string, status: string): Promise<Act> => {
  for (;;) {
    const { body } = await person.get<Act>(`/bulk-shares/${bulkId}`);
    if (body.status === status) return body;
    await nextTurn();
  }
};
