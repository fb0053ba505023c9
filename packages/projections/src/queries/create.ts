/** The queries over one read store. */

import { bulkQueries } from './bulk/index.js';
import { relationTo } from './cases/access.js';
import { conversation } from './cases/conversation.js';
import { drafts } from './cases/creators.js';
import { caseDetails } from './cases/details.js';
import { collaborations } from './lists/collaborations.js';
import { manageOrders, matchingOrders } from './lists/orders.js';
import { invitationsOf } from './people/invitations.js';
import { organisations, organisationsOf, people, practices } from './people/names.js';
import { patient, patients } from './people/patients.js';
import { preferences, savedViews } from './people/preferences.js';
import { roster } from './people/roster.js';
import type { Queries } from './queries.js';
import { inSnapshot, type Source } from './snapshot.js';
import { workQueries } from './work/index.js';

export const createQueries = (source: Source): Queries => {
  const { queries: database } = source;
  return {
    manageOrders: (question) => manageOrders(source, question),
    matchingOrders: (question) => matchingOrders(source, question),
    collaborations: (question) => collaborations(source, question),
    accessOf: (asking, caseId) => inSnapshot(database, (snapshot) => relationTo(snapshot, asking, caseId)),
    caseDetails: (asking, caseId) => caseDetails(database, asking, caseId),
    drafts: (asking) => drafts(database, asking),
    conversation: (asking, caseId, collaboratorId, paging = {}) =>
      conversation(database, asking, { caseId, collaboratorId }, paging),
    roster: (provider, now) => roster(database, provider, now),
    invitationsOf: (person, now) => invitationsOf(database, person, now),
    patient: (viewer, patientId) => patient(database, viewer, patientId),
    patients: (provider) => patients(database, provider),
    people: (ids) => people(database, ids),
    organisations: (ids) => organisations(database, ids),
    organisationsOf: (person) => organisationsOf(database, person),
    practices: (provider) => practices(database, provider),
    preferences: (person) => preferences(database, person),
    savedViews: (person, list) => savedViews(database, person, list),
    ...workQueries(database),
    ...bulkQueries(database),
  };
};
