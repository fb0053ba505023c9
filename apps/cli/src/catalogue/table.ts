/** The catalogue for a terminal. */

import { catalogue, type EventType, retentions } from '@konsil/domain';
import Table from 'cli-table3';

/** Characters of a line where no terminal says how wide it is. */
const WIDTH = 160;
/** What the borders and the narrow columns take. */
const NARROW = 27 + 14 + 24 + 22 + 7;

/** One row an event type, in the order of the catalogue. */
export const asTable = (types: readonly EventType[]): string => {
  const wide = Math.max(30, (process.stdout.columns ?? WIDTH) - NARROW);
  const table = new Table({
    head: ['event', 'stream', 'recorded when', 'by', 'personal fields, kept'],
    colWidths: [27, 14, wide, 24, 22],
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
