/** How far each rule has come in the log: in `work.db`, since a rule that began anew would ask for everything again. */

import type { PolicyName } from '@konsil/domain';
import Database from 'better-sqlite3';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS policy_checkpoints (policy TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID, STRICT;
`;

export class Checkpoints {
  private readonly db: Database.Database;
  private readonly read: Database.Statement<[string], number>;
  private readonly write: Database.Statement<[string, number]>;

  constructor(file: string) {
    this.db = new Database(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('busy_timeout = 5000');
    this.db.exec(SCHEMA);
    this.read = this.db.prepare<[string], number>('SELECT position FROM policy_checkpoints WHERE policy = ?').pluck();
    this.write = this.db.prepare(
      'INSERT INTO policy_checkpoints VALUES (?, ?) ON CONFLICT (policy) DO UPDATE SET position = excluded.position',
    );
  }

  /** Everything up to here is done; -1 where the rule has never run. */
  positionOf(name: PolicyName): number {
    return this.read.get(name) ?? -1;
  }

  /** Durable when it returns. */
  save(name: PolicyName, position: number): void {
    this.write.run(name, position);
  }

  close(): void {
    this.db.close();
  }
}
