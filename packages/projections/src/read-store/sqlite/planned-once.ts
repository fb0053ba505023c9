/**
 * Kysely's statements for SQLite, planned when they are prepared. For a value that is bound as it is SQLite plans a statement that
 * sorts, groups, limits or compares with a pattern anew each time it is run, which costs more than most of them take; one
 * behind a `+` it takes as it comes. The plan then is the same for all values.
 */

import { type QueryCompiler, SqliteDialect, SqliteQueryCompiler } from 'kysely';

export class PlannedOnce extends SqliteDialect {
  override createQueryCompiler(): QueryCompiler {
    return new Compiler();
  }
}

class Compiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}
