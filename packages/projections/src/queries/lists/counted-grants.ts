/**
 * The counts of the Collaborator Dashboard: from the counters of whoever the viewer speaks for, less what they count and the
 * viewer may not see now. Counters know what events say; what the clock has ended, what is parked and what a member of an
 * organisation has read is looked at row by row, in the few rows that are concerned.
 */

import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Asking } from '../questions.js';
import { basisStands, grantsTo, needsNoConsent, notParked, visibleGrantsTo } from '../seeing.js';
import type { Snapshot } from '../snapshot.js';
import { asNumber } from './conditions.js';
import type { CountRow } from './counting.js';

interface Counting {
  readonly asking: Asking;
  /** Whom the viewer speaks for. */
  readonly recipients: readonly string[];
}

/** @param recipients whom the viewer speaks for */
export const countedGrants = async (
  snapshot: Snapshot,
  asking: Asking,
  recipients: readonly string[],
): Promise<readonly CountRow[]> => {
  const of = { asking, recipients };
  return [
    ...(await byEvents(snapshot, of)),
    ...less(await endedByDate(snapshot, of)),
    ...less(await outOfConsent(snapshot, of)),
    ...less(await ofParkedPatients(snapshot, of)),
    ...asRead(await readByMember(snapshot, of)),
  ];
};

const less = (rows: readonly CountRow[]): readonly CountRow[] =>
  rows.map(({ count, ...group }) => ({ ...group, count: -count }));

/** They stay what they are, but for being unread. */
const asRead = (rows: readonly CountRow[]): readonly CountRow[] => [
  ...less(rows),
  ...rows.map((row) => ({ ...row, unread: 0 })),
];

/** Whatever the time is: consent covers the recipient until any moment, or none is needed. */
const byEvents = (snapshot: Snapshot, { asking, recipients }: Counting): Promise<readonly CountRow[]> =>
  snapshot
    .selectFrom('grantCounts as row')
    .crossJoin('rosterEntries as entry')
    .crossJoin('providers as roster')
    .whereRef('entry.providerId', '=', 'row.providerId')
    .whereRef('entry.collaboratorId', '=', 'row.collaboratorId')
    .whereRef('roster.providerId', '=', 'row.providerId')
    .where('entry.active', '=', 1)
    .where('row.providerId', '!=', asking.viewer)
    .where(sql<SqlBool>`"row"."recipientId" in (${sql.join(recipients)})`)
    .where(notParked('rosters', 'row.providerId'))
    .where(sql<SqlBool>`("row"."coveredUntil" = 1 or ${needsNoConsent})`)
    .select(['row.status', 'row.collaboratorStatus', 'row.unread'])
    .select(({ fn }) => fn.sum<number>('row.count').as('count'))
    .groupBy(['row.status', 'row.collaboratorStatus', 'row.unread'])
    .execute();

const isUnread: RawBuilder<number> = asNumber(sql`"row"."unread" > 0`);

/** Of what {@link byEvents} counts the rows that fit a condition, by which they are found (`coalesce`), not by recipient. */
const counting = (
  snapshot: Snapshot,
  { asking, recipients }: Counting,
  condition: RawBuilder<SqlBool>,
): Promise<CountRow[]> =>
  grantsTo(snapshot, asking, sql<SqlBool>`coalesce("row"."recipientId", '') in (${sql.join(recipients)})`)
    .where(sql<SqlBool>`("row"."coveredUntil" > '' or ${needsNoConsent})`)
    .where(condition)
    .select(['row.status', 'row.collaboratorStatus', isUnread.as('unread')])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy(['row.status', 'row.collaboratorStatus', isUnread])
    .execute();

const endedByDate = (snapshot: Snapshot, of: Counting): Promise<readonly CountRow[]> =>
  counting(snapshot, of, sql<SqlBool>`"row"."endsAt" <= ${of.asking.now}`);

/** Found by the consents that ended, of the providers who share with the recipients. */
const outOfConsent = (snapshot: Snapshot, of: Counting): Promise<readonly CountRow[]> => {
  const { now } = of.asking;
  return counting(
    snapshot,
    of,
    sql<SqlBool>`"row"."endsAt" > ${now} and "row"."coveredUntil" > '' and "row"."coveredUntil" <= ${now}
      and not ${needsNoConsent} and "row"."patientId" in (
        select "patientId" from "consentEnds" where "validUntil" <= ${now} and "providerId" in (
          select "providerId" from "grantCounts" where "recipientId" in (${sql.join(of.recipients)})))`,
  );
};

const ofParkedPatients = (snapshot: Snapshot, of: Counting): Promise<readonly CountRow[]> =>
  counting(
    snapshot,
    of,
    sql<SqlBool>`"row"."endsAt" > ${of.asking.now} and ${basisStands(of.asking)}
      and "row"."patientId" in (select "key" from "parked" where "fold" = 'patients')`,
  );

/** A member's marks are their own: what they have read of what the organisation's row has as unread. */
const readByMember = async (snapshot: Snapshot, { asking, recipients }: Counting): Promise<readonly CountRow[]> => {
  const organisations = recipients.filter((recipient) => recipient !== asking.viewer);
  if (organisations.length === 0) return [];
  return visibleGrantsTo(snapshot, asking, sql<SqlBool>`"row"."recipientId" in (${sql.join(organisations)})`)
    .innerJoin('readingMarks as mark', (join) =>
      join
        .onRef('mark.patientId', '=', 'row.patientId')
        .onRef('mark.caseId', '=', 'row.caseId')
        .onRef('mark.collaboratorId', '=', 'row.collaboratorId')
        .on('mark.readerId', '=', asking.viewer),
    )
    .where('mark.unread', '=', 0)
    .where('row.unread', '>', 0)
    .select(['row.status', 'row.collaboratorStatus', isUnread.as('unread')])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy(['row.status', 'row.collaboratorStatus', isUnread])
    .execute();
};
