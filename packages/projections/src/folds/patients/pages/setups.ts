/** The versions of the 3D setup of a case, with who judged them how. Rules: product.md C6, C8. */

import type { CaseEvent, Recorded } from '@konsil/domain';
import type { SetupRow, SetupState, SetupVerdict } from '../../../queries/answers.js';

type Verdict = SetupVerdict['verdict'];

export const evolveSetups = (setups: readonly SetupRow[], event: Recorded<CaseEvent>): readonly SetupRow[] => {
  switch (event.type) {
    case 'SetupReadyForReview': {
      const { setupVersion: version, occurredAt: readyAt, viewerUrl = null } = event.data;
      const before = setups.map((setup) => (setup.state === 'open' ? inState(setup, 'superseded') : setup));
      return [...before, { version, state: 'open', readyAt, viewerUrl, verdicts: [] }];
    }
    case 'SetupMarkedReady':
      return judged(setups, event, 'ready-for-approval');
    case 'SetupDeclinedByCollaborator':
      return changeVersion(judged(setups, event, 'declined'), event.data.setupVersion, (setup) =>
        inState(setup, 'declined'),
      );
    case 'SetupSentBack':
      return changeVersion(setups, event.data.setupVersion, (setup) => ({
        ...setup,
        state: 'open',
        verdicts: setup.verdicts.map((verdict) =>
          verdict.collaboratorId === event.data.collaboratorId ? { ...verdict, sentBack: true } : verdict,
        ),
      }));
    case 'SetupDeclined':
      return changeVersion(setups, event.data.setupVersion, (setup) => inState(setup, 'declined'));
    case 'SetupApproved':
      return changeVersion(setups, event.data.setupVersion, (setup) => inState(setup, 'approved'));
    default:
      return setups;
  }
};

const inState = (setup: SetupRow, state: SetupState): SetupRow => ({ ...setup, state });

/** Only the newest version can be judged (C8). */
const changeVersion = (
  setups: readonly SetupRow[],
  version: number,
  change: (setup: SetupRow) => SetupRow,
): readonly SetupRow[] =>
  setups.map((setup, at) => (at === setups.length - 1 && setup.version === version ? change(setup) : setup));

const judged = (
  setups: readonly SetupRow[],
  { data, recordedAt: at }: Recorded<Extract<CaseEvent, { type: 'SetupMarkedReady' | 'SetupDeclinedByCollaborator' }>>,
  verdict: Verdict,
): readonly SetupRow[] =>
  changeVersion(setups, data.setupVersion, (setup) => ({
    ...setup,
    verdicts: [
      ...setup.verdicts.filter(({ collaboratorId }) => collaboratorId !== data.collaboratorId),
      { collaboratorId: data.collaboratorId, personId: data.personId, verdict, at, sentBack: false },
    ],
  }));
