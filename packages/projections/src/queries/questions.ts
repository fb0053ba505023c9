/** What may be asked of the lists. Rules: product.md F1, F2. */

import type { CaseType, CollaboratorId, Instant, PersonId, PracticeId, ProviderId } from '@konsil/domain';
import type { CaseStatus, Category, CollaboratorStatus } from './vocabulary.js';

/** Who asks, and the moment by which ends are judged (product.md G3). */
export interface Asking {
  readonly viewer: PersonId;
  readonly now: Instant;
}

/** A row has to fit every filter that is given, and any of the filter's values. An empty list fits nothing. */
export interface ListFilters {
  readonly status?: readonly CaseStatus[];
  readonly category?: readonly Category[];
  /** `none`: not chosen yet. */
  readonly caseType?: readonly (CaseType | 'none')[];
  readonly practiceId?: readonly PracticeId[];
  /** Manage Orders: the rolled-up status; dashboard: that of the row's own collaborator. */
  readonly collaboratorStatus?: readonly CollaboratorStatus[];
  readonly unread?: boolean;
  /** Last activity at or after. */
  readonly activeSince?: Instant;
  /** Last activity before. */
  readonly activeBefore?: Instant;
}

export interface OrderFilters extends ListFilters {
  /** Cases shared with any of these; `none`: shared with nobody. */
  readonly collaboratorId?: readonly (CollaboratorId | 'none')[];
}

export interface CollaborationFilters extends ListFilters {
  readonly providerId?: readonly ProviderId[];
}

type SharedSort =
  | 'orderNumber'
  | 'patient'
  | 'lastActivity'
  | 'status'
  | 'category'
  | 'caseType'
  | 'practice'
  | 'collaboratorStatus'
  | 'unread';
/** `collaborators` sorts by their number. */
export type OrderSort = SharedSort | 'collaborators';
/** `provider` sorts by the provider's name. */
export type CollaborationSort = SharedSort | 'provider';
export type Direction = 'ascending' | 'descending';

interface ListQuestion<Filters, Sort> extends Asking {
  readonly filters?: Filters;
  /** Any part of an order number (with or without dashes), of a patient's, practice's or collaborator's name. */
  readonly search?: string;
  /** Default: last activity, newest first. */
  readonly sort?: Sort;
  /** Default: ascending, but descending for last activity and unread. */
  readonly direction?: Direction;
  /** `next` of the page before, asked with the same sort and direction; filters may change. */
  readonly cursor?: string;
  /** 1 to 200, default 50. */
  readonly limit?: number;
}

/** Manage Orders: the cases of the provider who asks (F1). */
export type OrdersQuestion = ListQuestion<OrderFilters, OrderSort>;
/** The same cases, all at once. */
export type MatchingQuestion = Pick<OrdersQuestion, 'viewer' | 'now' | 'filters' | 'search'>;
/** Collaborator Dashboard: what others share with who asks, directly or through an organisation (F2). */
export type CollaborationsQuestion = ListQuestion<CollaborationFilters, CollaborationSort>;

/** A part of a conversation, newest first. */
export interface MessagesQuestion {
  /** Only messages before this log position. */
  readonly before?: number;
  /** 1 to 200, default 50. */
  readonly limit?: number;
}

/** A cursor that is none, or was made for another sort: the caller's mistake. Test on `code`. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    readonly code: 'cursor' | 'limit',
    message: string,
  ) {
    super(message);
  }
}
