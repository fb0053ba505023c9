/**
 * `work.db`: what must survive a restart and is never rebuilt. Here the answers of commands that recorded nothing,
 * the monthly keys under which bodies are compared, and what processes share as a secret. Full sync: an answer that left is remembered.
 */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { CommandId } from '@konsil/domain';
import Database from 'better-sqlite3';
import type { Answer } from './answer.js';
import { MacKey } from './mac-key.js';
import type { BodyMac } from './origin.js';

/** A rule's refusal, as it was answered. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export type Remembered = { readonly bodyMac: BodyMac | undefined } & (
  { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'refusal'; readonly refusal: Refusal }
);

const DAY_MS = 24 * 60 * 60 * 1000;
/** As many ids of remembered answers are known without looking; where there are more, the file is asked. */
const MOST_KNOWN = 100_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS command_answers (
    command_id TEXT PRIMARY KEY, remembered TEXT NOT NULL, at INTEGER NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX IF NOT EXISTS command_answers_at ON command_answers (at);
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, secret BLOB NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE IF NOT EXISTS body_keys (month TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID, STRICT;
`;

export class WorkStore {
  private readonly db: Database.Database;
  private readonly keys = new Map<string, MacKey>();
  private readonly findAnswer: Database.Statement<[string, number], { remembered: string }>;
  private readonly keepAnswer: Database.Statement<[string, string, number]>;
  private month = { name: '', from: 0, until: 0 };
  private alone = false;
  private known: Set<string> | undefined;

  constructor(
    file: string,
    private readonly now: () => Date,
  ) {
    this.db = new Database(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('secure_delete = ON');
    this.db.pragma('busy_timeout = 5000');
    this.db.exec(SCHEMA);
    this.findAnswer = this.db.prepare('SELECT remembered FROM command_answers WHERE command_id = ? AND at > ?');
    this.keepAnswer = this.db.prepare(
      'INSERT INTO command_answers (command_id, remembered, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.sweep();
  }

  /** No other process remembers answers while this one does: the file need not be asked about ids that are new. */
  servesAlone(): void {
    this.alone = true;
  }

  /** What was answered to this command within the last 24 hours. */
  find(commandId: CommandId): Remembered | undefined {
    if (this.alone && !this.mayRemember(commandId)) return undefined;
    const row = this.findAnswer.get(commandId, this.now().getTime() - DAY_MS);
    return row === undefined ? undefined : (JSON.parse(row.remembered) as Remembered);
  }

  /** Durable when it returns; the first answer stays. */
  remember(commandId: CommandId, remembered: Remembered): void {
    this.keepAnswer.run(commandId, JSON.stringify(remembered), this.now().getTime());
    this.known?.add(commandId);
  }

  /** 32 random bytes under a name, the same ever after and for every process. */
  secret(name: string): Buffer {
    this.db
      .prepare('INSERT INTO secrets (name, secret) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(name, randomBytes(32));
    const row = this.db.prepare<[string], { secret: Buffer }>('SELECT secret FROM secrets WHERE name = ?').get(name);
    if (row === undefined) throw new Error(`work.db does not keep the secret ${name}`);
    return row.secret;
  }

  macOf(body: Buffer): BodyMac {
    const month = this.monthAt(this.now().getTime());
    return { month, mac: this.currentKey(month).macOf(body) };
  }

  /** Whether an earlier body was this one; true where its key has been destroyed and nobody can tell. */
  isSame(earlier: BodyMac, body: Buffer): boolean {
    const key = this.keys.get(earlier.month) ?? this.readKey(earlier.month);
    if (key === undefined) return true;
    return timingSafeEqual(Buffer.from(earlier.mac, 'base64'), Buffer.from(key.macOf(body), 'base64'));
  }

  /** Removes answers older than a day and the keys of months before the last one. */
  sweep(): void {
    const now = this.now();
    const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
    this.db.prepare('DELETE FROM command_answers WHERE at <= ?').run(now.getTime() - DAY_MS);
    this.db.prepare('DELETE FROM body_keys WHERE month < ?').run(lastMonth);
    for (const month of this.keys.keys()) if (month < lastMonth) this.keys.delete(month);
    // Read anew at the next question, without those that are gone.
    this.known = undefined;
  }

  close(): void {
    this.db.close();
  }

  /** Said once per month: `2026-11`. */
  private monthAt(time: number): string {
    if (time < this.month.from || time >= this.month.until) this.month = monthOf(new Date(time));
    return this.month.name;
  }

  /** The ids are read when the first is asked for: by then nobody else serves any more. */
  private mayRemember(commandId: CommandId): boolean {
    this.known ??= new Set(
      this.db
        .prepare<[number, number], string>('SELECT command_id FROM command_answers WHERE at > ? LIMIT ?')
        .pluck()
        .all(this.now().getTime() - DAY_MS, MOST_KNOWN),
    );
    return this.known.size >= MOST_KNOWN || this.known.has(commandId);
  }

  private currentKey(month: string): MacKey {
    const known = this.keys.get(month);
    if (known !== undefined) return known;
    this.db
      .prepare('INSERT INTO body_keys (month, key) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(month, randomBytes(32));
    const key = this.readKey(month);
    if (key === undefined) throw new Error(`work.db does not keep the key of ${month}`);
    return key;
  }

  private readKey(month: string): MacKey | undefined {
    const row = this.db.prepare<[string], { key: Buffer }>('SELECT key FROM body_keys WHERE month = ?').get(month);
    if (row === undefined) return undefined;
    const key = new MacKey(row.key);
    this.keys.set(month, key);
    return key;
  }
}

/** The month of a moment in UTC; milliseconds since 1970, `until` is the first of the next. */
const monthOf = (moment: Date): { readonly name: string; readonly from: number; readonly until: number } => {
  const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth()];
  return { name: moment.toISOString().slice(0, 7), from: Date.UTC(year, month), until: Date.UTC(year, month + 1) };
};
