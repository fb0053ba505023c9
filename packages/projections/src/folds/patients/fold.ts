/** The main fold: everything of one patient in one group, so that lists and access are decided from its rows. */

import type { CaseEvent, Recorded } from '@konsil/domain';
import { type Group, type KeyedFold, type StreamGroup } from '../../fold/index.js';
import { withActivity } from './activity.js';
import { caseOf, evolveCase } from './cases.js';
import { consentGiven, consentWithdrawn, corrected, registered, withConsentFacts } from './consents.js';
import { erased } from './erasing.js';
import type { PatientTables } from './rows.js';
import { settle, settleNames, settleStandings } from './settle.js';
import { patientTables } from './tables.js';
import { settleUnread } from './unread-counts.js';
import { readUpTo, written } from './unread.js';

type PatientGroup = Group<PatientTables>;

const evolve = (group: PatientGroup, event: Recorded): PatientGroup => {
  switch (event.type) {
    case 'PatientRegistered':
      return registered(group, event);
    case 'PatientCorrected':
      return settleNames(corrected(group, event));
    case 'ConsentGiven':
      return settleStandings(consentGiven(group, event));
    case 'ConsentWithdrawn':
      return settleStandings(consentWithdrawn(group, event));
    case 'SharingObjected':
    case 'SharingObjectionLifted':
    case 'ProcessingRestricted':
      return settleStandings(withConsentFacts(group, event));
    case 'PersonalDataErased':
      return settleNames(settleStandings(erased(withConsentFacts(group, event), event.data.classes)));
    case 'MessagePosted': {
      const ofCase = caseOf(group, event.data.caseId);
      if (ofCase === undefined) return group;
      const { collaboratorId, side } = event.data;
      const { caseId } = ofCase;
      return settleUnread(written(withActivity(group, event), ofCase, collaboratorId, side, event.position), caseId);
    }
    case 'MessagesRead': {
      const ofCase = caseOf(group, event.data.caseId);
      if (ofCase === undefined) return group;
      const { collaboratorId, readerId, upTo } = event.data;
      return settleUnread(readUpTo(group, ofCase, collaboratorId, readerId, upTo), ofCase.caseId);
    }
    case 'MessageTranslated':
      return group;
    default:
      return isCaseEvent(event) ? settle(evolveCase(group, event), event.data.caseId) : group;
  }
};

const isCaseEvent = (event: Recorded): event is Recorded<CaseEvent> => event.stream.startsWith('case-');

const keys = (event: Recorded): readonly string[] => ('patientId' in event.data ? [event.data.patientId] : []);

const UUID_LENGTH = 36;

/** A case's or conversation's events belong to the patient of the case, which only its rows know. */
const streamGroup = (stream: string): StreamGroup | undefined => {
  const [category, id] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
  if (category === 'patient') return { key: id };
  if (category !== 'case' && category !== 'conversation') return undefined;
  return { lookUp: { table: 'cases', column: 'caseId', value: id.slice(0, UUID_LENGTH) } };
};

export const patientsFold: KeyedFold<PatientTables> = {
  kind: 'keyed',
  name: 'patients',
  version: 9,
  tables: patientTables,
  categories: ['patient', 'case', 'conversation'],
  groupColumn: 'patientId',
  keys,
  evolve,
  begins: ({ type, revision }) => type === 'PatientRegistered' && revision === 0,
  streamGroup,
};
