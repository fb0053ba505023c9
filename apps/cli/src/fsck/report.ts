/** What a check tells while it runs: a bar on a terminal, findings as lines, in a file findings alone. */

import type { FsckProgress } from '@konsil/event-store';
import type ProgressBar from 'progress';
import { moveTo, newBar } from '../bar.js';

export interface Report {
  finding(line: string): void;
  progress(progress: FsckProgress): void;
  end(): void;
}

/** @param terminal where a bar may be drawn; absent where nobody looks on */
export const reportTo = (out: NodeJS.WritableStream, terminal: NodeJS.WritableStream | undefined): Report => {
  let bar: ProgressBar | undefined;
  return {
    finding: (line) => {
      // The bar is taken away and drawn again below what was told.
      if (bar === undefined || bar.complete) out.write(`${line}\n`);
      else bar.interrupt(line);
    },
    progress: ({ part, done, of }) => {
      if (terminal === undefined) return;
      if (part === 'pages') terminal.write('pages and indexes …\n');
      else {
        bar ??= newBar('events', of, terminal);
        moveTo(bar, done, of);
      }
    },
    end: () => bar?.terminate(),
  };
};
