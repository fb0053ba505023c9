/**
 * Holds the log against the ledger: nothing acknowledged is missing, nothing is there twice, no gap in positions and
 * revisions. Knows nothing of how the product writes; it reads events as anybody may.
 *
 * @typedef {object} LogEvent
 * @property {number} position
 * @property {number} revision
 * @property {string} stream
 * @property {string} type
 * @property {string} actor role of who caused it, from the metadata
 * @property {string} commandId from the metadata
 *
 * @typedef {import('./ledger.mjs').Asked} Asked
 * @typedef {import('./ledger.mjs').Acknowledged} Acknowledged
 * @typedef {import('../fault.mjs').Findings} Findings
 */

import { noFindings, together } from '../fault.mjs';

/** Reads of patient data are recorded too, and rules act by themselves: neither is a writer's command. */
const isOfAWriter = (/** @type {LogEvent} */ { stream, actor }) =>
  !stream.startsWith('access-') && actor !== 'policy' && actor !== 'setup';

/**
 * Positions count up from 0 without a gap, and so do the revisions of each stream.
 * @param {readonly LogEvent[]} events
 * @returns {Findings}
 */
export const checkOrder = (events) => {
  const findings = noFindings();
  /** @type {Map<string, number>} */
  const heads = new Map();
  for (const [index, { position, stream, revision }] of events.entries()) {
    if (position !== index) findings.problems.push(`position ${position} stands at place ${index} of the log`);
    const expected = (heads.get(stream) ?? -1) + 1;
    if (revision !== expected) findings.problems.push(`${stream} goes on with revision ${revision}, not ${expected}`);
    heads.set(stream, revision);
    if (findings.problems.length > 5) break;
  }
  return findings;
};

/**
 * Each acknowledged command is where its answer said, with exactly the events it has to leave.
 * @param {readonly LogEvent[]} events
 * @param {readonly (readonly [Asked, Acknowledged])[]} acknowledged
 * @returns {Findings & { commands: Set<string> }}
 */
export const checkAcknowledged = (events, acknowledged) => {
  const findings = noFindings();
  /** @type {Map<string, LogEvent[]>} */
  const byCommand = Map.groupBy(events, ({ commandId }) => commandId);
  /** @type {Set<string>} */
  const commands = new Set();
  for (const [asked, { position, revision }] of acknowledged) {
    const last = events[position];
    const expected = JSON.stringify(asked.records);
    if (last === undefined || last.revision !== revision || !(last.type in asked.records)) {
      findings.lost += 1;
      findings.problems.push(`lost: ${asked.method} ${asked.path} was acknowledged at position ${position}`);
    } else if (commands.has(last.commandId)) {
      findings.lost += 1;
      findings.problems.push(`lost: the events at position ${position} answer two requests`);
    } else {
      commands.add(last.commandId);
      const left = JSON.stringify(countByType(byCommand.get(last.commandId) ?? []));
      if (left !== expected) {
        findings.duplicated += 1;
        findings.problems.push(`${asked.method} ${asked.path} left ${left}, not ${expected}`);
      }
    }
  }
  return { ...findings, commands };
};

/**
 * Once every request has been repeated until it was answered, each command of a writer is an answered one: another one
 * is a request that had its effect twice.
 * @param {readonly LogEvent[]} events
 * @param {Set<string>} commands
 * @param {number} since position of the first event that a writer can have caused
 * @returns {Findings}
 */
export const checkUnexplained = (events, commands, since) => {
  const strange = new Set(
    events
      .slice(since)
      .filter((event) => isOfAWriter(event) && !commands.has(event.commandId))
      .map(({ commandId }) => commandId),
  );
  return together([
    {
      lost: 0,
      duplicated: strange.size,
      problems: [...strange].slice(0, 5).map((commandId) => `no answered request explains command ${commandId}`),
    },
  ]);
};

/** @param {readonly LogEvent[]} events */
const countByType = (events) => {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { type } of events.toSorted((a, b) => a.type.localeCompare(b.type)))
    counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};
