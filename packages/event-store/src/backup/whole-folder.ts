/** A folder that is there whole or not at all: made beside its place, synced, then renamed. */

import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolderOf } from '../keys/ledger.js';
import { BackupError } from './errors.js';

/** Where a folder is made; one that a crash has left is replaced by the next attempt. */
export const unfinished = (target: string): string => `${target}.unfinished`;

/**
 * Makes `target` (mode 0700), which must be absent or empty; answers what `fill` does.
 * @param fill gets the folder to write into; where it throws, nothing is left
 */
export const makeWholeFolder = async <T>(target: string, fill: (draft: string) => Promise<T>): Promise<T> => {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  refuseOccupied(target);
  const draft = unfinished(target);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  try {
    const filled = await fill(draft);
    for (const name of readdirSync(draft)) syncFile(join(draft, name));
    syncFile(draft);
    takePlace(draft, target);
    return filled;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

const refuseOccupied = (target: string): void => {
  if (!existsSync(target)) return;
  const stat = statSync(target);
  if (!stat.isDirectory() || readdirSync(target).length > 0) throw occupied(target);
  if (stat.dev !== statSync(dirname(target)).dev) throw mountPoint(target);
};

const takePlace = (draft: string, target: string): void => {
  try {
    renameSync(draft, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') throw occupied(target);
    if (code === 'EBUSY' || code === 'EXDEV') throw mountPoint(target);
    throw error;
  }
  syncFolderOf(target);
};

const occupied = (target: string) =>
  new BackupError(
    'occupied',
    `${target} is not empty: nothing is ever written over. Name another folder, or move it away.`,
  );

const mountPoint = (target: string) =>
  new BackupError(
    'mount-point',
    `${target} is a mount point, which no folder can take the place of: name a folder in it.`,
  );

const syncFile = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
