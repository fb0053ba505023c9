/** A case that Anna shares with Luis, from the first account on, and what may be recorded next: for specs of the engine. */

import type { DomainEvent } from '@konsil/domain';
import { aCase, annaId, aPatient, aRoster, caseId, luis, luisId, messageOf, patientId } from '@konsil/domain/testing';
import type { Fold } from '../fold/index.js';
import { readModelFolds } from '../folds/index.js';
import { everybody } from './people.js';

export const practice: readonly DomainEvent[] = [...everybody, ...aRoster().with(luis).events, ...aPatient().events];
export const itsCase: readonly DomainEvent[] = aCase().sharedWith(luis).events;
export const shared: readonly DomainEvent[] = [...practice, ...itsCase];

/** A message of Luis. */
export const written = (number: number): DomainEvent => ({
  type: 'MessagePosted',
  data: {
    ...{ caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId, authorId: luisId },
    ...{ side: 'collaborator', text: `Nachricht ${number}`, messageId: messageOf(number) },
  },
});

/** A share whose end is no moment. */
export const brokenShare = JSON.stringify({
  ...{ caseId, patientId, providerId: annaId, collaboratorId: 'another', pseudonymised: false },
  ends: { on: 'date', at: { no: 'moment' } },
});

/** The folds of today in the version after. */
export const later: readonly Fold[] = readModelFolds.map((fold) => ({ ...fold, version: fold.version + 1 }));
