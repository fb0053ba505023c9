import Sequencer from '@jest/test-sequencer';

/** From the slowest kind of test to the quickest: fault tests, then whole programs, then parts, then rules. */
const KINDS = [/\/faults\/\w+\.e2e\.spec\.ts$/, /\.e2e\.spec\.ts$/, /\.int\.spec\.ts$/];

const rankOf = ({ path }) => {
  const kind = KINDS.findIndex((pattern) => pattern.test(path));
  return kind < 0 ? KINDS.length : kind;
};

/** Jest's order without a cache is by size of file; a slow one that comes last would keep one worker waiting. */
export default class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
