/** Every table of the read store as queries see it. */

import type { Stored } from '../fold/index.js';
import type { BulkActTables, BulkCaseTables } from '../folds/bulk/rows.js';
import type { MessageTables } from '../folds/messages/rows.js';
import type { OrganisationTables } from '../folds/organisations/rows.js';
import type { PatientCounters, PatientTables } from '../folds/patients/rows.js';
import type { PeopleTables } from '../folds/people/rows.js';
import type { RosterTables } from '../folds/rosters/rows.js';

export type FoldTables = PatientTables &
  RosterTables &
  PeopleTables &
  OrganisationTables &
  MessageTables &
  BulkActTables &
  BulkCaseTables;

/** Kept beside the tables of folds, from what changes in them. */
export type CounterTables = PatientCounters;

/** Tables the store keeps for itself. */
export interface OwnTables {
  readonly checkpoint: {
    readonly id: number;
    readonly position: number;
    readonly anchorPosition: number | null;
    readonly anchorEventId: string | null;
    /** 1 until the secondary indexes are built. */
    readonly bulk: number;
  };
  readonly parked: {
    readonly fold: string;
    readonly key: string;
    readonly position: number;
    readonly eventType: string;
    readonly reason: string;
    readonly parkedAt: string;
  };
  readonly foldVersions: { readonly fold: string; readonly version: number; readonly shape: string };
}

export type StoreTables = { readonly [Name in keyof FoldTables]: Stored<FoldTables[Name]> } & {
  readonly [Name in keyof CounterTables]: Stored<CounterTables[Name]>;
} & OwnTables;
