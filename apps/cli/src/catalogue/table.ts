/** The catalogue for a terminal. */

import { catalogue, type EventType, eventTypes, retentions } from '@konsil/domain';
import Table from 'cli-table3';

/** Characters of a line where no terminal says how wide it is. */
const WIDTH = 160;
/** The longest name of an event type, and a space on either side. */
const EVENT = Math.max(...eventTypes.map((type) => type.length)) + 2;
/** What the borders and the narrow columns take. */
const NARROW = EVENT + 14 + 24 + 22 + 7;

/** One row an event type, in the order of the catalogue. */
export const asTable = (types: readonly EventType[]): string => {
  const wide = Math.max(30, (process.stdout.columns ?? WIDTH) - NARROW);
  const table = new Table({
    head: ['event', 'stream', 'recorded when', 'by', 'personal fields, kept'],
    colWidths: [EVENT, 14, wide, 24, 22],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const type of types) {
    const { category, recorded, by, personal, retention } = catalogue[type];
    const fields = Object.keys(personal).join(', ') || 'none';
    table.push([type, category, recorded, by.join(', '), `${fields}\n${retentions[retention].years} years`]);
  }
  return table.toString();
};
