/** `konsil fsck`: the whole check of a data folder, closed or in use; reads only, in pages. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { EventSchema } from '../codec/codec.js';
import { readHeadMark } from '../sqlite/head-mark.js';
import { checkKeysFile, type KeyCounts } from './check-keys.js';
import { checkLog, type LogCounts } from './check-log.js';
import type { Witness } from './ends.js';
import { openToCheck } from './file.js';
import { type Finding, Findings } from './findings.js';

export interface FsckOptions {
  /** Folder of `events.db`, `keys.db` and the head mark. */
  readonly folder: string;
  readonly kekFile: string;
  readonly ledgerFile: string;
  /** The catalogue: every event type with the newest schema version. */
  readonly schema: Readonly<Record<string, Pick<EventSchema, 'version'>>>;
  /** What has read the log and noted how far; read before this is called. */
  readonly witnesses?: readonly Witness[];
  readonly onFinding: (finding: Finding) => void;
  readonly onProgress?: (progress: FsckProgress) => void;
  /** **Misses most damage.** The control of the fault test, which has to fail with it. */
  readonly unsafeWithoutDigests?: boolean;
}

export interface FsckProgress {
  readonly part: 'pages' | 'events';
  readonly done: number;
  readonly of: number;
}

export interface FsckSummary extends LogCounts, KeyCounts {
  readonly findings: number;
  /** Kinds of which only the first findings were told. */
  readonly untold: readonly { readonly kind: string; readonly more: number }[];
  /** Position of the head mark; absent where there is none, so that a lost end could not be told. */
  readonly marked?: number;
}

/**
 * Looks at everything and tells each finding as it comes. A log that grows meanwhile is checked as far as it went at
 * first. Never throws for what the files hold.
 */
export const checkDataFolder = async (options: FsckOptions): Promise<FsckSummary> => {
  const findings = new Findings(options.onFinding);
  // Before the log: who writes meanwhile moves both, the log first.
  const mark = readHeadMark(options.folder);
  const keys = openOrReport(options.folder, 'keys.db', findings);
  const log = openOrReport(options.folder, 'events.db', findings);
  try {
    const logCounts = log && (await checkLog(log, keys, mark, options, findings));
    const keyCounts = keys && (await checkKeysFile(keys, options, findings));
    return {
      events: 0,
      streams: 0,
      living: 0,
      destroyed: 0,
      ...logCounts,
      ...keyCounts,
      findings: findings.count,
      untold: findings.untold(),
      ...(typeof mark === 'object' && { marked: mark.position }),
    };
  } finally {
    log?.close();
    keys?.close();
  }
};

const openOrReport = (folder: string, name: string, findings: Findings): Database | undefined => {
  const file = join(folder, name);
  if (!existsSync(file)) {
    findings.add({ file: name, what: 'is missing' });
    return undefined;
  }
  let db: Database | undefined;
  findings.guarded(name, 'whether it opens', () => {
    db = openToCheck(file);
  });
  return db;
};
