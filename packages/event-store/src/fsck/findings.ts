/** What a check has found: what is wrong, and where. No personal data: places, ids and key ids only. */

import { sqliteCodeOf } from '../sqlite/failures.js';

export interface Finding {
  /** File of the data folder, or what stands beside it: `the erasure ledger`. */
  readonly file: string;
  /** The same words for the same kind of damage. */
  readonly what: string;
  readonly position?: number;
  readonly stream?: string;
  readonly revision?: number;
  /** Event id, key id, or SQLite's own words. */
  readonly detail?: string;
}

/** How many findings of one kind are told one by one; the others are only counted. */
const TOLD = 20;

export class Findings {
  #count = 0;
  readonly #ofKind = new Map<string, number>();

  constructor(private readonly tell: (finding: Finding) => void) {}

  get count(): number {
    return this.#count;
  }

  add(finding: Finding): void {
    this.#count += 1;
    const kind = `${finding.file} ${finding.what}`;
    const before = this.#ofKind.get(kind) ?? 0;
    this.#ofKind.set(kind, before + 1);
    if (before < TOLD) this.tell(finding);
  }

  /** Kinds of which more was found than was told, with how many. */
  untold(): readonly { readonly kind: string; readonly more: number }[] {
    return [...this.#ofKind].flatMap(([kind, count]) => (count > TOLD ? [{ kind, more: count - TOLD }] : []));
  }

  /** Runs one check; where SQLite can't read the file any further, that is a finding and ends this check alone. */
  async attempt(file: string, part: string, check: () => void | Promise<void>): Promise<void> {
    try {
      await check();
    } catch (error) {
      this.#unreadable(file, part, error);
    }
  }

  /** The same at once; answers SQLite's code where the file can't be read. */
  guarded(file: string, part: string, read: () => void): string | undefined {
    try {
      read();
      return undefined;
    } catch (error) {
      return this.#unreadable(file, part, error);
    }
  }

  #unreadable(file: string, part: string, error: unknown): string {
    const code = sqliteCodeOf(error);
    if (code === undefined) throw error;
    this.add({ file, what: `can't be read any further while checking ${part}`, detail: code });
    return code;
  }
}

/** Damaged bytes may say anything: nothing of them may reach a terminal as more than plain characters. */
const plain = (text: string): string => text.replace(/[^\w .:,;()'#/=<>+-]/gu, '?').slice(0, 200);

/** One line: file, place, what. */
export const lineOf = ({ file, what, position, stream, revision, detail }: Finding): string => {
  const place = [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(stream === undefined ? [] : [`stream ${plain(stream)}`]),
    ...(revision === undefined ? [] : [`revision ${revision}`]),
  ];
  const where = place.length === 0 ? '' : ` at ${place.join(', ')}`;
  return `${file}${where}: ${what}${detail === undefined ? '' : ` (${plain(detail)})`}`;
};
