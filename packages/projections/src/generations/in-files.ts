/** Generations of the embedded default. Nobody else moves or removes them: who calls holds a lock on the folder. */

import { existsSync } from 'node:fs';
import type { Fold } from '../fold/index.js';
import { openSqliteReadStore, type ReadStore, readStoreIn, type SqliteReadStoreOptions } from '../read-store/index.js';
import { copySqliteReadStore } from '../read-store/sqlite/copy.js';
import type { GenerationFiles } from './files.js';
import { type Generations, NotComplete } from './generations.js';

export class GenerationsInFiles implements Generations {
  constructor(
    private readonly files: GenerationFiles,
    private readonly folds: readonly Fold[],
    private readonly options: Pick<SqliteReadStoreOptions, 'checkpoints'> = {},
  ) {}

  /** Rows of other folds stay, for whoever goes back to the version before, until the new ones have caught up with the log. */
  async takeUp(): Promise<void> {
    const ready = await this.newer();
    if (ready !== undefined) return this.files.serve(ready);
    const served = this.files.served();
    if (existsSync(served) && readStoreIn(served, this.folds) === 'other') this.files.serve(this.files.unused());
    await openSqliteReadStore({ file: this.files.served(), folds: this.folds }).close();
  }

  async newer(): Promise<string | undefined> {
    return this.files.newer().find((file) => readStoreIn(file, this.folds) === 'complete');
  }

  async open(name: string): Promise<ReadStore> {
    return openSqliteReadStore({ file: name, folds: this.folds, ...this.options });
  }

  async serve(name: string, next: ReadStore, before: ReadStore): Promise<ReadStore> {
    this.files.serve(name);
    await before.close();
    return next;
  }

  async removeOlder(): Promise<void> {
    this.files.removeOlder();
  }

  async build(work: (readStore: ReadStore) => Promise<void>): Promise<string> {
    const building = this.files.building();
    await this.#fill(building, work);
    return this.files.complete(building);
  }

  async change(work: (readStore: ReadStore) => Promise<void>): Promise<string> {
    const served = this.files.served();
    if (!existsSync(served) || readStoreIn(served, this.folds) !== 'complete') throw new NotComplete();
    const copy = this.files.copy();
    copySqliteReadStore(served, copy);
    await this.#fill(copy, work);
    return this.files.completeCopy();
  }

  async isServed(name: string): Promise<boolean> {
    return this.files.served() === name;
  }

  async removeOthers(): Promise<void> {
    this.files.removeOthers();
  }

  async close(): Promise<void> {}

  async #fill(file: string, work: (readStore: ReadStore) => Promise<void>): Promise<void> {
    const readStore = await this.open(file);
    try {
      await work(readStore);
    } finally {
      await readStore.close();
    }
  }
}
