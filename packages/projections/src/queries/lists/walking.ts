/**
 * Lists in the order of names that their rows only refer to (practice, provider): the names, which are few, are read in
 * their order, and of each its rows, until the page is full.
 */

import { type RawBuilder, sql } from 'kysely';
import { isStorable } from '../../read-store/index.js';
import type { CollaborationFilters } from '../questions.js';
import type { Snapshot } from '../snapshot.js';
import { markedOneOf, oneOf } from './conditions.js';
import { type Plan, planWithin } from './page.js';

/** Whose rows of which table, and the column that refers to what has the name; the table has an index of both. */
export interface Walk {
  readonly table: 'cases' | 'grants';
  readonly owner: 'providerId' | 'recipientId';
  readonly owners: readonly string[];
  readonly by: 'practice' | 'provider';
  /** Filters: nothing else need be walked to. */
  readonly of: Pick<CollaborationFilters, 'practiceId' | 'providerId'>;
  /** Rows are left out by filters or search: they may be few of what has one name. */
  readonly narrowed: boolean;
}

/** What is called so. */
interface Named {
  readonly name: string;
  readonly ids: readonly string[];
}

const column = { practice: 'practiceId', provider: 'providerId' } as const;

/** What has the same name is read apart, each in the order of its index, as a store takes only so many queries in one. */
const MOST_APART = 200;

/** The rows of a page and one more, where there are so many; `read` merges what the plans lead to. */
export const walked = async <Read>(
  snapshot: Snapshot,
  walk: Walk,
  plan: Plan,
  read: (plans: readonly Plan[]) => Promise<readonly Read[]>,
): Promise<readonly Read[]> => {
  const rows: Read[] = [];
  for (const { name, ids } of await namesOf(snapshot, walk, plan)) {
    const areApart = !walk.narrowed && ids.length * walk.owners.length <= MOST_APART;
    const plans = (areApart ? ids.map((id) => [id]) : [ids]).map((some) =>
      planWithin(plan, name, [markedOneOf(walk.by, some)], plan.limit - rows.length),
    );
    rows.push(...(await read(plans)));
    if (rows.length > plan.limit) break;
  }
  return rows;
};

/** From where the page begins. Each id is found behind the one before in the index: no row in between is read. */
const namesOf = async (snapshot: Snapshot, walk: Walk, { direction, after }: Plan): Promise<readonly Named[]> => {
  const id = sql.ref(`of.${column[walk.by]}`);
  const next = sql`select min(${id}) from ${sql.table(walk.table)} as "of" where ${ofOwner(walk)}`;
  const named = {
    practice: sql`"practices" as "named" on "named"."practiceId" = "each"."id" and "named"."personId" = ${providerOf(walk)}`,
    provider: sql`"people" as "named" on "named"."personId" = "each"."id"`,
  };
  const name = sql`coalesce("named"."sortName", '')`;
  const [isAfter, order] = direction === 'ascending' ? [sql`>=`, sql`asc`] : [sql`<=`, sql`desc`];
  const begins = after === undefined ? sql`` : sql`and ${name} ${isAfter} ${after[0]}`;
  const { rows } = await sql<{ readonly id: string; readonly name: string }>`
    with recursive "each" ("owner", "id") as (
      select "each"."owner", (${next})
        from (${sql.join(
          walk.owners.map((one) => sql`select cast(${one} as text) as "owner"`),
          sql` union all `,
        )}) as "each"
      union all
      select "each"."owner", (${next} and ${id} > "each"."id") from "each" where "each"."id" is not null)
    select distinct "each"."id" as "id", ${name} as "name" from "each" left join ${named[walk.by]}
      where ${sql.join([sql`"each"."id" is not null`, ...filtersOf(walk)], sql` and `)} ${begins}
      order by "name" ${order}, "id"`.execute(snapshot);
  return grouped(rows);
};

const ofOwner = ({ owner }: Walk) => sql`${sql.ref(`of.${owner}`)} = "each"."owner"`;

/** A practice is one provider's. In the order of the index, so that every store finds it there. */
const providerOf = (walk: Walk, practice = sql`"each"."id"`) =>
  walk.owner === 'providerId'
    ? sql`"each"."owner"`
    : sql`(select "of"."providerId" from ${sql.table(walk.table)} as "of"
        where ${ofOwner(walk)} and "of"."practiceId" = ${practice} order by "of"."sharedPosition" limit 1)`;

/** Which of the names filters leave. */
const filtersOf = (walk: Walk): readonly RawBuilder<unknown>[] => {
  const { practiceId, providerId } = walk.of;
  const id = sql`"each"."id"`;
  if (walk.by === 'practice') return [...oneOf(id, practiceId), ...oneOf(providerOf(walk), providerId)];
  const practices = (practiceId ?? []).filter(isStorable).map((practice) => providerOf(walk, sql`${practice}`));
  return [...oneOf(id, providerId), ...(practices.length === 0 ? [] : [sql`${id} in (${sql.join(practices)})`])];
};

/** @param rows in the order of their names */
const grouped = (rows: readonly { readonly id: string; readonly name: string }[]): readonly Named[] => {
  const groups: { readonly name: string; readonly ids: string[] }[] = [];
  for (const { id, name } of rows) {
    const last = groups.at(-1);
    if (last?.name === name) last.ids.push(id);
    else groups.push({ name, ids: [id] });
  }
  return groups;
};
