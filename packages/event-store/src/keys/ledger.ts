/**
 * The erasure ledger: what has been erased, kept outside every backup set, so that a restored backup is erased again
 * before it serves. One JSON line per erasure, appended and synced before the keys are destroyed. Ids only.
 */

import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DataClass } from '../codec/codec.js';
import type { Erasure } from './key-ring.js';

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'ENOENT';

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
};

const CLASSES: readonly DataClass[] = ['content', 'contact', 'evidence'];

const erasureIn = (line: string, number: number): Erasure => {
  const { subject, classes, erasedAt } = JSON.parse(line) as Record<string, unknown>;
  const known = Array.isArray(classes) ? CLASSES.filter((dataClass) => classes.includes(dataClass)) : [];
  if (typeof subject !== 'string' || typeof erasedAt !== 'string' || known.length === 0) {
    throw new Error(`Line ${number} of the erasure ledger is no erasure.`);
  }
  return { subject, classes: known, erasedAt };
};

/** Every erasure of the ledger; a last line that a crash has cut short was never acknowledged and does not count. */
export const readLedger = (file: string): readonly Erasure[] => {
  const text = textOf(file);
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.flatMap((line, index) => (line === '' ? [] : [erasureIn(line, index + 1)]));
};

/** Appends one erasure; on the disk when this returns. One writer at a time. */
export const appendToLedger = (file: string, erasure: Erasure): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const whole = Buffer.byteLength(textOf(file).replace(/[^\n]*$/, ''));
  const descriptor = openSync(file, 'a', 0o600);
  try {
    ftruncateSync(descriptor, whole);
    writeSync(descriptor, `${JSON.stringify(erasure)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncFolderOf(file);
};

/** Makes an empty ledger where there is none: from then on a missing one is a lost one. */
export const makeLedger = (file: string): void => {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  syncFolderOf(file);
};

/** A new file's name is durable only when its folder is. */
export const syncFolderOf = (file: string): void => {
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
