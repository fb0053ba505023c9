/**
 * Tries a parked group again: loads its events from the log, folds, and writes its rows; where that goes well it is parked
 * no longer, else it stays, at the place where it came to. The same for what an operator has had skipped (product.md J3).
 */

import type { AppendingFold, Fold, KeyedFold } from '../fold/index.js';
import { type Cell, encoderOf, keyEncoderOf } from '../read-store/cells.js';
import type { Changes, ParkedGroup, ReadStoreWriter } from '../read-store/index.js';
import { Collecting } from './collecting.js';
import { counted, countersOf } from './counting.js';
import { eventAt, historyOf, type Log, streamHistory } from './histories.js';
import { Refolding } from './refolding.js';
import type { Skips } from './skips.js';
import { reasonOf, stepOf } from './steps.js';

export interface Repairing extends Log {
  readonly folds: readonly Fold[];
  readonly writer: ReadStoreWriter;
  readonly skips: Skips;
}

/** What became of a group that was tried again. */
export interface Retried {
  readonly fold: string;
  readonly key: string;
  /** Where it is parked still, or now; absent where it goes on. */
  readonly parked?: ParkedGroup;
}

type Mended = Omit<Changes, 'unparked' | 'parked'> & {
  readonly parked?: ParkedGroup;
  /** Streams in the list whose group is known by now: what can't be read in them is told of the group. */
  readonly streams?: readonly ParkedGroup[];
};

const nothing = { ...new Collecting().changes(), erases: false };

/** Those of the parked groups that are meant, each once; one may bring others with it. */
export const repairEach = async (
  repairing: Repairing,
  isMeant: (entry: ParkedGroup) => boolean,
): Promise<readonly Retried[]> => {
  const retried = new Map<string, Retried>();
  for (const entry of (await repairing.writer.parked()).filter(isMeant)) {
    if (retried.has(`${entry.fold} ${entry.key}`)) continue;
    for (const one of await repair(repairing, entry)) retried.set(`${one.fold} ${one.key}`, one);
  }
  return [...retried.values()];
};

/** Keys of the groups, by fold. */
export const changedBy = (retried: readonly Retried[]): Readonly<Record<string, readonly string[]>> => {
  const changed: Record<string, string[]> = {};
  for (const { fold, key } of retried) (changed[fold] ??= []).push(key);
  return changed;
};

/** The rows stand at the checkpoint, which stays where it is. */
const repair = async (repairing: Repairing, entry: ParkedGroup): Promise<readonly Retried[]> => {
  const listed = await repairing.writer.parked();
  if (!listed.some(({ fold: of, key }) => of === entry.fold && key === entry.key)) return [];
  const fold = repairing.folds.find(({ name }) => name === entry.fold);
  if (fold === undefined) throw new Error(`There is no fold ${entry.fold}.`);
  if (fold.kind === 'appending') return [await written(repairing, entry, await eventAgain(repairing, fold, entry))];
  if (isStream(fold, entry.key)) return streamAgain(repairing, fold, entry);
  return [await written(repairing, entry, await groupAgain(repairing, fold, entry.key))];
};

/** A stream stands in the list where no group was known for what could not be read in it. */
const isStream = ({ categories }: KeyedFold, key: string): boolean =>
  categories.some((category) => key.startsWith(`${category}-`));

const groupAgain = async (repairing: Repairing, fold: KeyedFold, key: string): Promise<Mended> => {
  const { writer, skips } = repairing;
  const refolding = new Refolding(fold, key, skips);
  const { position } = await writer.checkpoint();
  for await (const event of historyOf(repairing, fold, key, position)) refolding.take(event);
  const { parked, erases, group } = refolding;
  const stored = (await writer.loadGroups(fold, [key])).get(key) ?? {};
  const collecting = new Collecting();
  for (const [name, table] of Object.entries(fold.tables)) {
    const [before, after] = [stored[name] ?? [], group[name] ?? []];
    collecting.take({
      table: name,
      ...{ added: after.map(encoderOf(table)), changed: [], removed: before.map(keyEncoderOf(table)) },
      counts: counted(countersOf(table), before, after),
      told: [],
    });
  }
  const streams = (await writer.parked()).filter(
    (entry) => entry.fold === fold.name && isStream(fold, entry.key) && refolding.holds(entry.key),
  );
  return { ...collecting.changes(), erases, streams, ...(parked && { parked }) };
};

/** A table without rows has no place in a commit. */
const byTable = (tables: Iterable<readonly [string, Cell[][]]>): ReadonlyMap<string, Cell[][]> =>
  new Map([...tables].filter(([, rows]) => rows.length > 0));

const eventAgain = async (repairing: Repairing, fold: AppendingFold, entry: ParkedGroup): Promise<Mended> => {
  const place = await eventAt(repairing, entry.position, entry.key);
  if (place === undefined) return { ...nothing, parked: entry };
  if (repairing.skips.has(fold.name, entry.key, place)) return nothing;
  const { parking, folding } = stepOf(place, [fold]);
  const [cause] = parking;
  if (folding === undefined) return { ...nothing, parked: { ...entry, reason: cause?.reason ?? entry.reason } };
  try {
    const rows = Object.entries(fold.rows(folding.event));
    const upserts = byTable(rows.map(([name, added]) => [name, (added ?? []).map(encodingFor(fold, name))]));
    const emptied = fold.emptied?.(folding.event) ?? [];
    return { ...nothing, upserts, emptied, erases: emptied.length > 0 };
  } catch (error) {
    return { ...nothing, parked: { ...entry, reason: reasonOf(error) } };
  }
};

const encodingFor = ({ tables }: AppendingFold, name: string) => {
  const table = tables[name];
  if (table === undefined) throw new TypeError('The fold has no such table.');
  return encoderOf(table);
};

/** The group that a stream belongs to, where its name or a row tells it. */
const groupOf = async ({ writer }: Repairing, fold: KeyedFold, stream: string): Promise<string | undefined> => {
  const group = fold.streamGroup(stream);
  if (group === undefined || 'key' in group) return group?.key;
  const { table, column, value } = group.lookUp;
  return writer.lookUpGroup(fold, table, column, value);
};

/** Once the stream tells its group again, the groups that its events belong to are tried too. */
const streamAgain = async (repairing: Repairing, fold: KeyedFold, entry: ParkedGroup): Promise<readonly Retried[]> => {
  const known = await groupOf(repairing, fold, entry.key);
  if (known !== undefined)
    return [await written(repairing, { ...entry, key: known }, await groupAgain(repairing, fold, known))];
  const { position: upTo } = await repairing.writer.checkpoint();
  const keys = new Set<string>();
  for await (const place of streamHistory(repairing, entry.key, upTo)) {
    const { parking, folding } = stepOf(place, [fold]);
    const [cause] = parking;
    if (cause !== undefined && keys.size === 0 && !repairing.skips.has(fold.name, entry.key, place)) {
      const { position, type: eventType, recordedAt: parkedAt } = place;
      const parked = { ...entry, position, eventType, parkedAt, reason: cause.reason };
      return [await written(repairing, entry, { ...nothing, parked })];
    }
    for (const evolving of folding?.evolving ?? []) for (const key of evolving.keys) keys.add(key);
  }
  const held = (await repairing.writer.parked()).filter(({ fold: of, key }) => of === fold.name && keys.has(key));
  const groups: Retried[] = [];
  // The stream last: while it stands in the list, what a crash cuts short is tried again.
  for (const group of held) groups.push(...(await repair(repairing, group)));
  return [await written(repairing, entry, nothing), ...groups];
};

const written = async (
  { writer }: Repairing,
  { fold, key }: ParkedGroup,
  { parked, streams = [], ...changes }: Mended,
): Promise<Retried> => {
  const lists = { unparked: [{ fold, key }, ...streams], parked: parked === undefined ? [] : [parked] };
  await writer.commit({ ...changes, ...lists }, await writer.checkpoint());
  return { fold, key, ...(parked && { parked }) };
};
