/** Everything the read side answers. Every query decides access from the rows of the transaction that answers it. */

import type {
  CaseId,
  CollaboratorId,
  Instant,
  OrganisationId,
  PatientId,
  PersonId,
  ProviderId,
  SavedView,
} from '@konsil/domain';
import type {
  CaseDetails,
  CaseRelation,
  CollaborationRow,
  Conversation,
  DraftRow,
  InvitationRow,
  ListPage,
  MatchingOrders,
  OrderRow,
  OrganisationRow,
  PatientDetails,
  PatientLine,
  PersonRow,
  PracticeRow,
  Preferences,
  Roster,
  SavedViewAnswer,
} from './answers.js';
import type { BulkQueries } from './bulk/index.js';
import type { WorkQueries } from './work/index.js';
import type {
  Asking,
  CollaborationsQuestion,
  MatchingQuestion,
  MessagesQuestion,
  OrdersQuestion,
} from './questions.js';

/** `undefined` answers mean "not found": there is none, or the viewer may not know of it. */
export interface Queries extends WorkQueries, BulkQueries {
  /** @throws QueryError for a cursor or limit that is none. */
  manageOrders(question: OrdersQuestion): Promise<ListPage<OrderRow>>;
  /** All cases of the provider who asks that fit filters and search, by id alone; drafts are left out. */
  matchingOrders(question: MatchingQuestion): Promise<MatchingOrders>;
  /** @throws QueryError for a cursor or limit that is none. */
  collaborations(question: CollaborationsQuestion): Promise<ListPage<CollaborationRow>>;
  /** As what the viewer may see the case now: provider, else collaborator (the first grant shared), else lab. */
  accessOf(asking: Asking, caseId: CaseId): Promise<CaseRelation | undefined>;
  caseDetails(asking: Asking, caseId: CaseId): Promise<CaseDetails | undefined>;
  /** Drafts that the viewer created as a collaborator and still may see; newest first. */
  drafts(asking: Asking): Promise<readonly DraftRow[]>;
  conversation(
    asking: Asking,
    caseId: CaseId,
    collaboratorId: CollaboratorId,
    paging?: MessagesQuestion,
  ): Promise<Conversation | undefined>;
  /** Manage Collaborators of the provider who asks; an empty one before anything is recorded. */
  roster(provider: ProviderId, now: Instant): Promise<Roster>;
  /** Invitations to a person, open, expired or accepted, and to the organisations they are a member of. */
  invitationsOf(person: PersonId, now: Instant): Promise<readonly InvitationRow[]>;
  /** For the patient's provider alone. */
  patient(viewer: PersonId, patientId: PatientId): Promise<PatientDetails | undefined>;
  /** All patients of the provider who asks, by name. */
  patients(provider: ProviderId): Promise<readonly PatientLine[]>;
  /** Names for ids, in no order; unknown ids are left out. Who may ask for which ids is the caller's to decide. */
  people(ids: readonly PersonId[]): Promise<readonly PersonRow[]>;
  organisations(ids: readonly OrganisationId[]): Promise<readonly OrganisationRow[]>;
  /** Organisations a person is a member of. */
  organisationsOf(person: PersonId): Promise<readonly OrganisationRow[]>;
  practices(provider: ProviderId): Promise<readonly PracticeRow[]>;
  /** Language, time zone and how the person is told of what; for themself. */
  preferences(person: PersonId): Promise<Preferences | undefined>;
  /** The person's own views, of one list or of all; by name. */
  savedViews(person: PersonId, list?: SavedView['list']): Promise<readonly SavedViewAnswer[]>;
}
