/** What a backup says of itself: `manifest.json`, written last, so that a folder without one is no backup. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from './digests.js';
import { BackupError } from './errors.js';

export const LOG_FILE = 'events.db';
export const KEYS_FILE = 'keys.db';
const MANIFEST_FILE = 'manifest.json';

/** Counts up when a program of today could not restore what comes. */
const FORMAT = 1;

export interface BackedUpFile extends Digest {
  readonly name: string;
}

/** Where the log in the backup ends. */
export interface LogEnd {
  readonly logId: string;
  /** Of the last event; -1: there is none. */
  readonly position: number;
  /** `null`: there is no event. */
  readonly eventId: string | null;
}

export interface Manifest {
  readonly format: typeof FORMAT;
  /** Version of the product that made it. */
  readonly product: string;
  /** When it was begun. */
  readonly madeAt: string;
  /** `null`: the log is not a file of the data folder. */
  readonly log: LogEnd | null;
  /** In the order in which they were copied. */
  readonly files: readonly BackedUpFile[];
}

export const writeManifest = (folder: string, manifest: Omit<Manifest, 'format'>): Manifest => {
  const whole = { format: FORMAT, ...manifest } as const;
  writeFileSync(join(folder, MANIFEST_FILE), `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return whole;
};

/** Throws `no-backup` or `unknown-manifest`. */
export const readManifest = (folder: string): Manifest => {
  const manifest = parsed(textIn(folder));
  if (manifest !== undefined) return manifest;
  throw new BackupError('unknown-manifest', `${join(folder, MANIFEST_FILE)} is damaged, or of a newer Konsil.`);
};

const textIn = (folder: string): string => {
  try {
    return readFileSync(join(folder, MANIFEST_FILE), 'utf8');
  } catch (cause) {
    const message = `${folder} is no backup, or one that was cut short: there is no ${MANIFEST_FILE} in it.`;
    throw new BackupError('no-backup', message, { cause });
  }
};

const parsed = (text: string): Manifest | undefined => {
  try {
    const value = JSON.parse(text) as Record<keyof Manifest, unknown>;
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isManifest = (value: Record<keyof Manifest, unknown>): value is Record<keyof Manifest, unknown> & Manifest =>
  value.format === FORMAT &&
  typeof value.product === 'string' &&
  typeof value.madeAt === 'string' &&
  (value.log === null || isLogEnd(value.log as Record<keyof LogEnd, unknown>)) &&
  Array.isArray(value.files) &&
  value.files.every((file) => isBackedUpFile(file as Record<keyof BackedUpFile, unknown>)) &&
  isComplete(
    value.files.map(({ name }: BackedUpFile) => name),
    value.log !== null,
  );

/** Keys always, the log where the manifest tells of one; nothing twice. */
const isComplete = (names: readonly string[], withLog: boolean): boolean =>
  new Set(names).size === names.length && names.includes(KEYS_FILE) && names.includes(LOG_FILE) === withLog;

const isLogEnd = ({ logId, position, eventId }: Record<keyof LogEnd, unknown>): boolean =>
  typeof logId === 'string' && Number.isSafeInteger(position) && (eventId === null || typeof eventId === 'string');

/** A name leads nowhere else. */
const isBackedUpFile = ({ name, size, sha256 }: Record<keyof BackedUpFile, unknown>): boolean =>
  typeof name === 'string' &&
  /^[a-z-]+\.db$/.test(name) &&
  Number.isSafeInteger(size) &&
  typeof sha256 === 'string' &&
  /^[0-9a-f]{64}$/.test(sha256);
