/**
 * The head mark: how far the log went, kept outside `events.db`, so that a log which has lost its end (a truncated file, a
 * damaged WAL) does not pass for a shorter one. Written behind commits, so it is never ahead of what the disk holds: at
 * most once in {@link MARK_EVERY_MS}, at the start and at the end. What was acknowledged after the last mark before a
 * crash is not covered by it.
 */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventStoreError } from '../errors.js';
import { wordsFor } from './failures.js';
import { rowCheck } from '../row-check.js';

/** How long a commit may stay without a mark, in milliseconds, beside the time that writing it takes. */
export const MARK_EVERY_MS = 1_000;

/** Which log went how far; position -1: it has no event. */
export interface HeadMark {
  readonly logId: string;
  readonly position: number;
}

export const headMarkFile = (folder: string): string => join(folder, 'events.head');

const textOf = ({ logId, position }: HeadMark): string =>
  `${JSON.stringify({ logId, position, check: rowCheck(`${logId}\n${position}`).toString('hex') })}\n`;

/** The mark of the folder; `undefined` where there is none, `unreadable` where it is not what was written. */
export const readHeadMark = (folder: string): HeadMark | 'unreadable' | undefined => {
  let text: string;
  try {
    text = readFileSync(headMarkFile(folder), 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { logId, position } = JSON.parse(text) as Record<string, unknown>;
    if (typeof logId !== 'string' || typeof position !== 'number') return 'unreadable';
    return textOf({ logId, position }) === text ? { logId, position } : 'unreadable';
  } catch {
    return 'unreadable';
  }
};

/**
 * How the log contradicts its mark, `undefined` where it does not. `log`: its identity and the position of its last event;
 * absent where the file holds none at all.
 */
export const contradiction = (
  mark: HeadMark | 'unreadable' | undefined,
  log: HeadMark | undefined,
): string | undefined => {
  if (mark === undefined) return undefined;
  if (mark === 'unreadable') return 'The head mark events.head is damaged.';
  if (log === undefined) return `The log is gone: its head mark names position ${mark.position}.`;
  if (mark.logId !== log.logId) return 'The head mark events.head was made for another log.';
  if (mark.position <= log.position) return undefined;
  return `The log has lost its end: it holds events up to position ${log.position}, its head mark names ${mark.position}.`;
};

/** What to do about it, once the cause is known. */
const WAY_OUT = 'Restore a backup, or remove events.head to go on with what there is.';

/** Throws `damaged` where {@link contradiction} finds something. */
export const refuseContradiction = (mark: HeadMark | 'unreadable' | undefined, log: HeadMark | undefined): void => {
  const found = contradiction(mark, log);
  if (found !== undefined) throw new EventStoreError('damaged', `${found} ${WAY_OUT}`);
};

/** Keeps the mark of an open log. */
export class HeadMarking {
  readonly #file: string;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  /** Writes the mark at once where it is not the one given. */
  constructor(
    folder: string,
    private mark: HeadMark,
    before: HeadMark | undefined,
  ) {
    this.#file = headMarkFile(folder);
    if (before?.position !== mark.position) this.#writeNow();
  }

  /** The log is on the disk up to here. */
  moved(position: number): void {
    if (this.#ended || position === this.mark.position) return;
    this.mark = { ...this.mark, position };
    this.#timer ??= setTimeout(() => void this.#writeBehind(), MARK_EVERY_MS).unref();
  }

  /** Writes no more: after a failed write nobody knows how far the log goes. */
  stop(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  /** Writes the last mark. */
  finish(): void {
    if (this.#ended) return;
    this.stop();
    this.#writeNow();
  }

  #writeNow(): void {
    const draft = `${this.#file}.last`;
    try {
      writeFileSync(draft, textOf(this.mark), { mode: 0o600, flush: true });
      renameSync(draft, this.#file);
    } catch (cause) {
      const message = `The head mark events.head can't be written: ${wordsFor(cause)}.`;
      throw new EventStoreError('unavailable', message, {}, { cause });
    }
  }

  /** Off the thread that answers requests, but for the name: after {@link finish} no older mark may take its place. */
  async #writeBehind(): Promise<void> {
    const draft = `${this.#file}.next`;
    const { mark } = this;
    try {
      await writeFile(draft, textOf(mark), { mode: 0o600, flush: true });
      if (!this.#ended) renameSync(draft, this.#file);
    } catch {
      // A full or failing disk: the log itself will meet it and say so; the mark stays behind, which is allowed.
    }
    this.#timer = undefined;
    if (mark.position !== this.mark.position) this.#again();
  }

  #again(): void {
    if (!this.#ended) this.#timer = setTimeout(() => void this.#writeBehind(), MARK_EVERY_MS).unref();
  }
}
