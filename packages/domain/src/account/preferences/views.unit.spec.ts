import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../context.js';
import type { ViewId } from '../../ids.js';
import {
  administrator,
  anAccount,
  anna,
  annasPractice,
  aProvisionedAccount,
  given,
  idOf,
  luisId,
  NOW,
  person,
} from '../../testing/index.js';
import { accountDecider, type AccountEvent, MOST_VIEWS, type SavedView } from '../index.js';

const luis = person(luisId);
const by = (actor: Actor = luis) => ({ actor, now: NOW });
const account = (...events: readonly AccountEvent[]) => given(accountDecider, anAccount().and(...events).events);
const viewId = idOf(500) as ViewId;
const view: SavedView = {
  list: 'orders',
  filters: { status: ['action-needed', 'in-treatment'], practiceId: [annasPractice], unread: ['true'] },
  columns: ['orderNumber', 'lastActivity'],
  sort: { by: 'lastActivity', direction: 'descending' },
};
const save = { type: 'SaveView', data: { viewId, name: 'Offen', view } } as const;
const saved: AccountEvent = { type: 'ViewSaved', data: { personId: luisId, viewId, name: 'Offen', view } };
const remove = { type: 'DeleteView', data: { viewId } } as const;

const saving = (changes: object) =>
  account().when({ ...save, data: { ...save.data, view: { ...view, ...changes } } }, by());
const many = (count: number, one: string): string[] => Array.from({ length: count }, (_, n) => `${one}${letters(n)}`);
const letters = (n: number): string => String.fromCharCode(97 + (n % 26)) + 'x'.repeat(Math.floor(n / 26));

describe('saved views (product.md A5)', () => {
  it('are saved, replaced under their id, and deleted once', () => {
    account().when(save, by()).then([saved]);
    account(saved).when(save, by()).then([saved]);
    account(saved)
      .when(remove, by())
      .then([{ type: 'ViewDeleted', data: { personId: luisId, viewId } }]);
    account().when(remove, by()).thenNothing();
    account(saved, { type: 'ViewDeleted', data: { personId: luisId, viewId } })
      .when(remove, by())
      .thenNothing();
  });

  it.each([save, remove])('belong to the person: $type', (command) => {
    for (const actor of [anna, administrator]) account(saved).when(command, by(actor)).thenRejected('ACCESS.NOT_FOUND');
    for (const actor of [{ kind: 'setup' }, { kind: 'policy', name: 'policy:x' }] as const)
      account(saved).when(command, by(actor)).thenRejected('ACCESS.DENIED', { reason: 'not-a-person' });
    given(accountDecider).when(command, by()).thenRejected('ACCESS.NOT_FOUND');
    given(accountDecider, aProvisionedAccount().events)
      .when(command, by({ ...luis, registered: false }))
      .thenRejected('ACCESS.DENIED');
  });

  it('have a name, of a hundred characters at most', () => {
    const named = (name: string) => account().when({ ...save, data: { ...save.data, name } }, by());
    named(' ').thenRejected('ACCOUNT.VIEW_NAME_MISSING');
    named('x'.repeat(101)).thenRejected('ACCOUNT.VIEW_TOO_LARGE', { field: 'name', most: 100 });
    expect(named('x'.repeat(100)).events).toHaveLength(1);
  });

  it('are so many and no more, but one that is there can be replaced', () => {
    const full = Array.from({ length: MOST_VIEWS }, (_, n): AccountEvent => ({
      ...saved,
      data: { ...saved.data, viewId: idOf(500 + n) as ViewId },
    }));
    const another = { ...save, data: { ...save.data, viewId: idOf(900) as ViewId } };
    account(...full)
      .when(another, by())
      .thenRejected('ACCOUNT.VIEWS_TOO_MANY', { most: MOST_VIEWS });
    account(...full)
      .when(save, by())
      .then([saved]);
    expect(account(...full.slice(1)).when(another, by()).events).toHaveLength(1);
  });

  it('are stored with exactly their fields, whatever else came with them', () =>
    account()
      .when(
        {
          ...save,
          data: { ...save.data, view: { ...view, text: 'Mira', sort: { ...view.sort, text: 'Mira' } } as never },
        },
        by(),
      )
      .then([saved]));
});

describe('a saved view holds nothing that somebody typed', () => {
  it.each(['text', 'search', 'q', 'Search', 'query'])('no filter called %s', (name) =>
    saving({ filters: { [name]: ['mira'] } }).thenRejected('ACCOUNT.VIEW_HOLDS_SEARCH'),
  );

  it.each(['Mira Sommer', 'Mira', 'mira sommer', 'mira@example.org', 'müller', '', '-', 'a--b', 'x'.repeat(41), 'a\n'])(
    'no value like %j',
    (value) => saving({ filters: { status: [value] } }).thenRejected('ACCOUNT.VIEW_INVALID', { field: 'filters' }),
  );

  it.each<[string, object]>([
    ['list', { list: 'patients' }],
    ['filters', { filters: { 'Mira Sommer': [] } }],
    ['filters', { filters: JSON.parse('{"__proto__":["open"]}') as object }],
    ['columns', { columns: ['order number'] }],
    ['columns', { columns: ['status', 'status'] }],
    ['sort', { sort: { by: 'Mira Sommer', direction: 'ascending' } }],
    ['sort', { sort: { by: 'status', direction: 'sideways' } }],
  ])('no other %s: %j', (field, changes) => saving(changes).thenRejected('ACCOUNT.VIEW_INVALID', { field }));

  it.each<[string, number, object]>([
    ['filters', 20, { filters: Object.fromEntries(many(21, 'filter').map((name) => [name, ['open']])) }],
    ['filters', 50, { filters: { status: many(51, 'word') } }],
    ['columns', 40, { columns: many(41, 'column') }],
  ])('not too many %s: %i', (field, most, changes) =>
    saving(changes).thenRejected('ACCOUNT.VIEW_TOO_LARGE', { field, most }),
  );

  it('but as many as there is room for', () =>
    expect(
      saving({
        filters: Object.fromEntries(many(20, 'filter').map((name) => [name, many(50, 'word')])),
        columns: many(40, 'column'),
      }).events,
    ).toHaveLength(1));
});
