/** Taking the files out of a backup; nothing of it is trusted before its digest was held against the manifest. */

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { copyWithDigest } from './digests.js';
import { BackupError } from './errors.js';
import type { CopyProgress } from './making.js';
import { type Manifest, readManifest } from './manifest.js';

export interface Backup {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Opens a backup: its manifest is whole and every file is there in its size. Throws `no-backup`, `unknown-manifest`, `changed`. */
export const openBackup = (folder: string): Backup => {
  const manifest = readManifest(folder);
  for (const { name, size } of manifest.files) {
    const file = join(folder, name);
    if (!existsSync(file) || statSync(file).size !== size) throw changed(name);
  }
  return { folder, manifest };
};

/** Copies files of the backup into a folder; throws `changed` where one is not what the manifest says. */
export const layOut = async (
  { folder, manifest }: Backup,
  names: readonly string[],
  into: string,
  onProgress?: (progress: CopyProgress) => void,
): Promise<void> => {
  for (const { name, size, sha256 } of manifest.files) {
    if (!names.includes(name)) continue;
    const onBytes = (done: number) => onProgress?.({ file: name, done, of: size });
    const found = await copyWithDigest(join(folder, name), join(into, name), onBytes);
    if (found.size !== size || found.sha256 !== sha256) throw changed(name);
  }
};

const changed = (name: string) =>
  new BackupError('changed', `${name} is missing in the backup or not what was written: nothing was restored.`);
