/**
 * Generations of the read models of a folder: each a file, one of them served, told by a pointer. A new one is built under
 * a name of its own, is complete when it bears its final name, and is served when the pointer says so.
 *
 * | File | |
 * |---|---|
 * | `read-models.db`, `read-models-1.db`, `read-models-2.db`, … | complete generations |
 * | `read-models-3.db.building` | the one that is being built |
 * | `read-models.copy` | a copy of the one that is served, of which a part is built anew |
 * | `read-models.current` | name of the one that is served; none: `read-models.db` |
 */

import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FIRST = 'read-models.db';
const COPY = 'read-models.copy';
const POINTER = 'read-models.current';
const NAME = /^read-models(?:-(\d+))?\.db(\.building)?$/;

interface Generation {
  readonly number: number;
  readonly file: string;
  readonly complete: boolean;
}

export class GenerationFiles {
  constructor(private readonly folder: string) {}

  /** Path of the file that is served, whether it is there yet or not. */
  served(): string {
    return join(this.folder, this.#pointed() ?? FIRST);
  }

  /** Differs from an earlier one when another file is served. */
  stamp(): string {
    const pointer = statSync(join(this.folder, POINTER), { throwIfNoEntry: false });
    return pointer === undefined ? '' : `${pointer.ino} ${pointer.mtimeMs}`;
  }

  /** Path under which the next generation is built; what an earlier build has left there is gone on with. */
  building(): string {
    const begun = this.#all().findLast(({ complete, number }) => !complete && number > this.#servedNumber());
    return begun?.file ?? `${this.unused()}.building`;
  }

  /** Path for a generation that is served from its beginning on. */
  unused(): string {
    return join(this.folder, `read-models-${(this.#all().at(-1)?.number ?? 0) + 1}.db`);
  }

  /** Path of a copy that is changed before it is complete; what lay there is removed. */
  copy(): string {
    const copy = join(this.folder, COPY);
    removeDatabase(copy);
    return copy;
  }

  /** A copy that was changed, its file closed, becomes a generation that can be served; answers its path. */
  completeCopy(): string {
    const file = this.unused();
    renameSync(join(this.folder, COPY), file);
    return file;
  }

  /** A generation that was built, its file closed, becomes one that can be served; answers its path. */
  complete(building: string): string {
    const file = building.replace(/\.building$/, '');
    renameSync(building, file);
    return file;
  }

  /** Complete generations that are newer than the one that is served, the newest first. */
  newer(): readonly string[] {
    const served = this.#servedNumber();
    return this.#all()
      .filter(({ complete, number }) => complete && number > served)
      .map(({ file }) => file)
      .reverse();
  }

  /** From now on it is served: who asks next reads it. */
  serve(file: string): void {
    const pointer = join(this.folder, POINTER);
    writeFileSync(`${pointer}.new`, `${basename(file)}\n`);
    renameSync(`${pointer}.new`, pointer);
  }

  /** Removes the generations before the one that is served. Who still reads one goes on with it until they ask anew. */
  removeOlder(): void {
    this.#remove(({ number }) => number < this.#servedNumber());
  }

  /** Removes all but the one that is served, also those that are being built. */
  removeOthers(): void {
    this.#remove(({ number }) => number !== this.#servedNumber());
    removeDatabase(join(this.folder, COPY));
  }

  #remove(which: (generation: Generation) => boolean): void {
    for (const { file } of this.#all().filter(which)) removeDatabase(file);
  }

  #servedNumber(): number {
    return numberOf(basename(this.served()));
  }

  #pointed(): string | undefined {
    const pointer = join(this.folder, POINTER);
    if (!existsSync(pointer)) return undefined;
    const name = readFileSync(pointer, 'utf8').trim();
    if (!NAME.test(name)) throw new Error(`${POINTER} names no read models; remove it to have ${FIRST} served.`);
    return name;
  }

  /** By their numbers. */
  #all(): readonly Generation[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter((name) => NAME.test(name))
      .map((name) => ({
        number: numberOf(name),
        file: join(this.folder, name),
        complete: !name.endsWith('.building'),
      }))
      .toSorted((one, other) => one.number - other.number);
  }
}

const removeDatabase = (file: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
};

const numberOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0);
