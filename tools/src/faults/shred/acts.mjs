/** What an operator does in a round, with the commands of the product; the broken variants are those of the control. */

import { execFile } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLI, environmentOf } from '../server/server.mjs';

/** @typedef {import('./shred.mjs').Parts} Parts */

/** @param {Parts} parts */
const backupOf = ({ folder, patient }) => join(folder, `backup-${patient.patientId}`);

/** @param {Parts} parts */
export const backUp = (parts) => konsil(parts, ['backup', backupOf(parts)]);

/** The control leaves traces in the read models: read by the product outside production alone. */
export const erase = (/** @type {Parts} */ parts) => {
  const { patient, decidedBy, control } = parts;
  const args = ['keys', 'erase', patient.patientId, '--decided-by', decidedBy, '--requested-by', 'patient'];
  return konsil(parts, args, control ? { FAULTS_UNSAFE_ERASE: 'leave-traces' } : {});
};

/** The data folder is lost, and another one takes its place. The control restores it with another, empty ledger. */
export const restore = async (/** @type {Parts} */ parts) => {
  const { place, folder, control } = parts;
  const lost = join(folder, 'lost');
  await rename(place.data, lost);
  const without = { KONSIL_ERASURE_LEDGER: join(folder, 'another-ledger.jsonl') };
  if (control) await konsil(parts, ['restore', backupOf(parts), '--without-ledger'], without);
  else await konsil(parts, ['restore', backupOf(parts)]);
  await rm(lost, { recursive: true });
  await rm(backupOf(parts), { recursive: true });
};

/**
 * @param {Parts} parts
 * @param {readonly string[]} args
 * @param {Record<string, string>} environment
 */
const konsil = ({ place }, args, environment = {}) =>
  promisify(execFile)(process.execPath, [CLI, ...args], { env: { ...environmentOf(place), ...environment } });
