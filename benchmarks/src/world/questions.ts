/** What is asked of the lists: every sort, every filter, searches; by providers of all sizes and the collaborator of most cases. */

import type { CollaboratorId, Instant, PersonId, PracticeId } from '@konsil/domain';
import { annasPractice, jonas, luis, luisId, mei } from '@konsil/domain/testing';
import {
  CASE_STATUSES,
  CASE_TYPES,
  CATEGORIES,
  COLLABORATOR_STATUSES,
  type CollaborationsQuestion,
  type CollaborationSort,
  type ListFilters,
  type OrdersQuestion,
  type OrderSort,
  type Queries,
} from '@konsil/projections';
import type { Provider, World } from './world.js';

export interface Group {
  readonly name: string;
  readonly questions: readonly (() => Promise<unknown>)[];
}

const SHARED_SORTS = [
  'orderNumber',
  'patient',
  'lastActivity',
  'status',
  'category',
  'caseType',
  'practice',
  'collaboratorStatus',
  'unread',
] as const;
const ORDER_SORTS: readonly OrderSort[] = [...SHARED_SORTS, 'collaborators'];
const COLLABORATION_SORTS: readonly CollaborationSort[] = [...SHARED_SORTS, 'provider'];
const FILTERS: readonly ListFilters[] = [
  ...CASE_STATUSES.map((status) => ({ status: [status] })),
  ...CATEGORIES.map((category) => ({ category: [category] })),
  ...CASE_TYPES.map((caseType) => ({ caseType: [caseType] })),
  ...COLLABORATOR_STATUSES.map((collaboratorStatus) => ({ collaboratorStatus: [collaboratorStatus] })),
  { unread: true },
  { unread: false },
];
/** Of many, of some, of nobody, part of a number. */
const SEARCHES = ['sommer', 'lindström-77', 'nobody at all', '4k7'];
const DIRECTIONS = ['ascending', 'descending'] as const;

const viewed = <Sort>(
  name: string,
  sorts: readonly Sort[],
  ask: (more: {
    filters?: ListFilters;
    search?: string;
    sort?: Sort;
    direction?: (typeof DIRECTIONS)[number];
  }) => Promise<unknown>,
): readonly Group[] => [
  {
    name: `${name}, by every column`,
    questions: sorts.flatMap((sort) => DIRECTIONS.map((direction) => () => ask({ sort, direction }))),
  },
  { name: `${name}, every filter`, questions: FILTERS.map((filters) => () => ask({ filters })) },
  {
    name: `${name}, filter and column`,
    questions: FILTERS.flatMap((filters, index) => {
      const sort = sorts[index % sorts.length];
      return sort === undefined ? [] : [() => ask({ filters, sort })];
    }),
  },
  { name: `${name}, search`, questions: SEARCHES.map((search) => () => ask({ search })) },
];

/** Every case of a provider is of one practice; they stand together wherever the order is that of time. */
const ofProviders = (
  providers: readonly Provider[],
  ask: (more: Pick<CollaborationsQuestion, 'filters' | 'sort'>) => Promise<unknown>,
): Group => ({
  name: 'Collaborator Dashboard, a provider or practice and column',
  questions: providers.flatMap(({ providerId, people }) =>
    COLLABORATION_SORTS.flatMap((sort) => [
      () => ask({ sort, filters: { providerId: [providerId] } }),
      () => ask({ sort, filters: { practiceId: [people.get(annasPractice) as PracticeId] } }),
    ]),
  ),
});

const sharedWith = (
  { cases, people }: Provider,
  ask: (more: Pick<OrdersQuestion, 'filters' | 'sort'>) => Promise<unknown>,
): Group => ({
  name: `Manage Orders, ${cases} cases, a collaborator and column`,
  questions: [luis, jonas, mei].flatMap(({ collaboratorId }) =>
    ORDER_SORTS.map((sort) => () => {
      const own = people.get(collaboratorId) as CollaboratorId;
      return ask({ sort, filters: { collaboratorId: [own] } });
    }),
  ),
});

export const questionsOf = (queries: Queries, { providers, collaborator }: World, now: Instant): readonly Group[] => {
  const orders = (viewer: PersonId, more: Omit<OrdersQuestion, 'viewer' | 'now'>) =>
    queries.manageOrders({ viewer, now, ...more });
  const collaborations = (more: Omit<CollaborationsQuestion, 'viewer' | 'now'>) =>
    queries.collaborations({ viewer: collaborator, now, ...more });
  const small = providers.toSorted((one, other) => one.cases - other.cases)[Math.floor(providers.length / 2)];
  const sharing = providers.filter(({ people }) => people.get(luisId) === collaborator);
  const asked = [sharing[0], sharing[1], sharing.at(-1)].filter((one) => one !== undefined);
  return [providers[0], small]
    .flatMap((provider) =>
      provider === undefined
        ? []
        : [
            ...viewed(`Manage Orders, ${provider.cases} cases`, ORDER_SORTS, (more) =>
              orders(provider.providerId, more),
            ),
            sharedWith(provider, (more) => orders(provider.providerId, more)),
          ],
    )
    .concat(viewed('Collaborator Dashboard', COLLABORATION_SORTS, collaborations))
    .concat(ofProviders(asked, collaborations));
};
