/**
 * What has to hold after a disk has failed, once it works again: the log starts by itself, every acknowledged command is
 * there unchanged, every other one wholly or not at all, asking again gives one command each, and the log goes on.
 */

import { noFindings, together } from '../fault.mjs';
import { findingsIn } from '../bitrot/judge.mjs';
import { checkOrder } from '../kill/check-log.mjs';
import { openWork, requestOf } from './work.mjs';

/** How many commands follow those that were asked for. */
const MORE = 3;

/**
 * @typedef {Awaited<ReturnType<typeof openWork>>} Work
 * @typedef {{ revision: number, position: number }} Acknowledged
 *
 * @param {string} folder
 * @param {ReadonlyMap<number, Acknowledged>} acknowledged by the number of the command
 * @param {number} asked how many commands were asked for, from 0 on
 * @returns {Promise<import('../fault.mjs').Findings>}
 */
export const judge = async (folder, acknowledged, asked) => {
  const findings = noFindings();
  try {
    const work = await openWork(folder, { checkpoints: 'in-process' });
    try {
      const kept = await checkKept(work, acknowledged);
      const wanted = Array.from({ length: asked + MORE }, (_, n) => n);
      const repeated = kept.problems.length > 0 ? noFindings() : await repeat(work, acknowledged, wanted);
      const all = kept.problems.length > 0 ? noFindings() : await checkAll(work, wanted);
      findings.problems.push(...together([kept, repeated, all]).problems);
      findings.lost += kept.lost;
      findings.duplicated += all.duplicated;
    } finally {
      await work.close();
    }
    findings.problems.push(...(await findingsIn(folder, false)).map((line) => `fsck: ${line}`));
  } catch (error) {
    findings.problems.push(`does not go on by itself: ${error instanceof Error ? error.message : String(error)}`);
  }
  return findings;
};

/** @param {Work} work */
const readAll = async ({ store, codec }) => {
  const events = [];
  for await (const stored of store.readAll()) {
    const [decoded] = await codec.decode([stored]);
    if (decoded !== undefined) events.push(decoded);
  }
  return events;
};

/**
 * @param {Work} work
 * @param {ReadonlyMap<number, Acknowledged>} acknowledged
 */
const checkKept = async (work, acknowledged) => {
  const events = await readAll(work);
  const findings = noFindings();
  findings.problems.push(...orderOf(events));
  for (const [n, { position }] of acknowledged) {
    const wanted = requestOf(n).events;
    const first = position - wanted.length + 1;
    const found = events.slice(first, position + 1).map(textOf);
    if (found.join() === wanted.map(textOf).join()) continue;
    findings.lost += 1;
    findings.problems.push(`lost: command ${n} was acknowledged at position ${position}`);
  }
  return findings;
};

/**
 * Asks for every command, the acknowledged ones too: those have to be answered as before.
 * @param {Work} work
 * @param {ReadonlyMap<number, Acknowledged>} acknowledged
 * @param {readonly number[]} wanted
 */
const repeat = async (work, acknowledged, wanted) => {
  const findings = noFindings();
  for (const n of wanted) {
    const { position } = await work.append(n);
    const before = acknowledged.get(n)?.position ?? position;
    if (before !== position) findings.problems.push(`command ${n} was answered ${before}, repeated ${position}`);
  }
  return findings;
};

/**
 * @param {Work} work
 * @param {readonly number[]} wanted
 */
const checkAll = async (work, wanted) => {
  const events = await readAll(work);
  const findings = noFindings();
  findings.problems.push(...orderOf(events));
  const left = events.map(textOf).toSorted().join();
  const expected = wanted.flatMap((n) => requestOf(n).events.map(textOf));
  if (left === expected.toSorted().join()) return findings;
  findings.duplicated += Math.max(0, events.length - expected.length);
  findings.problems.push(`the log holds ${events.length} events where the commands left ${expected.length}, or others`);
  return findings;
};

/** @param {readonly import('@konsil/event-store').Decoded[]} events */
const orderOf = (events) => checkOrder(events.map((event) => ({ ...event, actor: '', commandId: '' }))).problems;

/** @param {{ id: string, type: string, data?: unknown }} event */
const textOf = ({ id, type, data }) => JSON.stringify([id, type, data]);
