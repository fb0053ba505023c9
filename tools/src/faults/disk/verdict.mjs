/**
 * How a writer took it that its disk failed, by what it has said and how it ended: it may go on, refuse a command, refuse
 * to start, or stop; each with a word that says what is wrong.
 *
 * @typedef {import('./child.mjs').Said} Said
 */

/** Errors of the product, which have a code and a sentence. */
const OURS = new Set(['EventStoreError', 'KeyError']);

/** A write or sync of the log itself, as strace tells it: `pwrite64(23</data/events.db-wal>, …`. */
const OF_THE_LOG = /\b(write|pwrite64|fsync|fdatasync)\(\d+<[^>]*\/events\.db(-wal)?>/;

/**
 * @param {{ said: readonly Said[], ending: unknown, uncaught: string, refused?: readonly string[] }} lived
 * @param {number} before commands that the folder held when it began
 */
export const verdictOn = ({ said, ending, uncaught, refused = [] }, before) => {
  const acknowledged = new Map(said.flatMap((one) => (one.say === 'acknowledged' ? [[one.n, one]] : [])));
  const asked = said.reduce((most, one) => (one.say === 'asked' ? Math.max(most, one.n + 1) : most), before);
  const told = said.filter((one) => one.say === 'refused' || one.say === 'stopped' || one.say === 'failed');
  const unclear = told.find(({ name, message }) => !OURS.has(name) || message === '');
  const ofTheLog = refused.find((line) => OF_THE_LOG.test(line));
  const ended = said.some(({ say }) => say === 'stopped' || say === 'failed');
  const problems = [
    ...(ofTheLog === undefined || ended ? [] : [`went on although the log was not written: ${ofTheLog}`]),
    ...(uncaught === '' ? [] : [`not caught: ${uncaught.trim().split('\n').slice(0, 8).join(' | ')}`]),
    ...(unclear === undefined ? [] : [`says only "${unclear.name} ${unclear.code}: ${unclear.message}"`]),
    ...(ending === endingOf(said) ? [] : [`ended with ${String(ending)}`]),
  ];
  return { acknowledged, asked, outcome: outcomeOf(said), problems };
};

/** @param {readonly Said[]} said */
const outcomeOf = (said) => {
  if (said.some(({ say }) => say === 'stopped')) return 'stopped';
  if (said.some(({ say }) => say === 'failed'))
    return said.some(({ say }) => say === 'ready') ? 'failed to close' : 'refused to start';
  return said.some(({ say }) => say === 'refused') ? 'refused commands' : 'went on';
};

/**
 * The end that fits what it said; who was told to go on is killed at the end.
 * @param {readonly Said[]} said
 */
const endingOf = (said) => {
  if (said.some(({ say }) => say === 'stopped')) return 70;
  return said.some(({ say }) => say === 'failed') ? 1 : 0;
};
