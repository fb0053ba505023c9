/**
 * Which grants a person may see by, now: the access rule over rows, as `mayRecipientSee` of the domain has it over
 * states. Everything it asks stands in the rows of the same snapshot. Rules: product.md G2, G3, B5-B8, J3.
 */

import { type AliasedRawBuilder, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { StoreTables } from '../read-store/index.js';
import type { Asking } from './questions.js';
import type { Snapshot } from './snapshot.js';

/** A parked group denies everybody but its provider (architecture: what access depends on and can't be read). */
export const notParked = (
  fold: 'patients' | 'rosters' | 'organisations' | 'people',
  key: string,
): RawBuilder<SqlBool> =>
  sql<SqlBool>`not exists (select 1 from "parked" where "fold" = ${sql.lit(fold)} and "key" = ${sql.ref(key)})`;

/** Whom a person speaks for: themself, and the organisations they are a member of. */
export const recipientsOf = async (snapshot: Snapshot, asking: Pick<Asking, 'viewer'>): Promise<readonly string[]> => {
  const { rows } = await memberships(asking).execute(snapshot);
  return [asking.viewer, ...rows.map(({ organisationId }) => organisationId)];
};

/** The same as a condition. */
export const speaksFor = (recipient: string, asking: Pick<Asking, 'viewer'>): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(recipient)} in (select ${asking.viewer} union all ${memberships(asking)})`;

/** Ids of the organisations that a person is a member of. */
const memberships = ({ viewer }: Pick<Asking, 'viewer'>): RawBuilder<{ organisationId: string }> =>
  sql<{ organisationId: string }>`select "members"."organisationId" from "organisationMembers" as "members"
    where "members"."personId" = ${viewer} and ${notParked('organisations', 'members.organisationId')}`;

/** The recipient of `row` sees it without a consent: nothing names them, and `roster` asks none of them (G2). */
export const needsNoConsent = sql<SqlBool>`("row"."blocked" = 0
  and ("row"."recipientKind" = 'staff' or "roster"."policy" = 'attestation'))`;

/** Consents and withdrawals, under the provider's policy (G2). */
export const basisStands = ({ now }: Asking): RawBuilder<SqlBool> =>
  sql<SqlBool>`("row"."coveredUntil" > ${now} or ${needsNoConsent})`;

type Grants = AliasedRawBuilder<StoreTables['grants'], 'row'>;

const allGrants: Grants = sql<StoreTables['grants']>`"grants"`.as<'row'>(sql.ref('row'));

/**
 * The grants of active entries, as `row`, with their roster entry (`entry`) and roster (`roster`), whether they work now or
 * not. Cross joins: SQLite then goes from a grant to both by their primary keys and never begins with all entries.
 */
const activeGrants = (snapshot: Snapshot, rows: Grants = allGrants) =>
  snapshot
    .selectFrom(rows)
    .crossJoin('rosterEntries as entry')
    .crossJoin('providers as roster')
    .whereRef('entry.providerId', '=', 'row.providerId')
    .whereRef('entry.collaboratorId', '=', 'row.collaboratorId')
    .whereRef('roster.providerId', '=', 'row.providerId')
    .where('entry.active', '=', 1);

/** Of them those whose recipient the condition names; what has ended by time or lacks a basis is among them. */
export const grantsTo = (snapshot: Snapshot, { viewer }: Asking, isRecipient: RawBuilder<SqlBool>, rows?: Grants) =>
  activeGrants(snapshot, rows)
    .where('row.providerId', '!=', viewer)
    .where(isRecipient)
    .where(notParked('rosters', 'row.providerId'));

/** Nearly all grants end at no date: `coalesce` keeps SQLite from looking for them by it instead of by what is asked for. */
const worksNow = (asking: Asking): RawBuilder<SqlBool> =>
  sql<SqlBool>`(coalesce("row"."endsAt", '') > ${asking.now} and ${basisStands(asking)})`;

/** The grants that work now for whoever their recipients are. */
export const workingGrants = (snapshot: Snapshot, asking: Asking) => activeGrants(snapshot).where(worksNow(asking));

/** Those by which the person who asks may see a case now. */
export const visibleGrants = (snapshot: Snapshot, asking: Asking) =>
  visibleGrantsTo(snapshot, asking, speaksFor('row.recipientId', asking));

/**
 * The same to one of {@link recipientsOf} the person who asks, in the order of any index of that recipient; only those among
 * `rows`, where given.
 */
export const visibleGrantsTo = (snapshot: Snapshot, asking: Asking, isRecipient: RawBuilder<SqlBool>, rows?: Grants) =>
  grantsTo(snapshot, asking, isRecipient, rows).where(worksNow(asking)).where(notParked('patients', 'row.patientId'));

/** A grant's recipient is this one. */
export const isTo = (recipient: string): RawBuilder<SqlBool> => sql<SqlBool>`"row"."recipientId" = ${recipient}`;
