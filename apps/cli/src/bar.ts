/** A bar on a terminal for something long. */

import ProgressBar from 'progress';

export const newBar = (title: string, total: number, stream: NodeJS.WritableStream): ProgressBar =>
  new ProgressBar(`${title} [:bar] :percent, :etas left`, {
    total: Math.max(total, 1),
    width: 30,
    clear: true,
    stream,
  });

/** How far something is, never beyond its end. */
export const moveTo = (bar: ProgressBar, done: number, of: number): void =>
  bar.update(Math.min(done / Math.max(of, 1), 1));

/** Draws a bar for each file that is copied, one after the other. */
export const copyingOn = (
  stream: NodeJS.WritableStream | undefined,
): ((progress: { readonly file: string; readonly done: number; readonly of: number }) => void) => {
  let drawn: { readonly file: string; readonly bar: ProgressBar } | undefined;
  return ({ file, done, of }) => {
    if (stream === undefined) return;
    if (drawn?.file !== file) drawn = { file, bar: newBar(file, of, stream) };
    moveTo(drawn.bar, done, of);
  };
};
