import { beforeAll, describe, expect, it } from '@jest/globals';
import { runNode } from './support/run.js';

const BOUNDARY = '@nx/enforce-module-boundaries';
const RESTRICTED = 'no-restricted-imports';

/** What a room may not import, with the rule that says so, and what it may. */
const ROOMS: Readonly<
  Record<string, { readonly forbidden: Readonly<Record<string, string>>; readonly allowed: readonly string[] }>
> = {
  domain: {
    forbidden: { 'node:fs': RESTRICTED, uuid: RESTRICTED, '@konsil/event-store': BOUNDARY },
    allowed: ['./time.js'],
  },
  'event-store': {
    forbidden: { '@konsil/domain': BOUNDARY, '@konsil/projections': BOUNDARY },
    allowed: ['node:fs', './port.js'],
  },
  projections: {
    forbidden: { '@konsil/audit': BOUNDARY, '@konsil/api': BOUNDARY, '../../domain/src/index.js': BOUNDARY },
    allowed: ['@konsil/domain', '@konsil/event-store'],
  },
  audit: { forbidden: { '@konsil/api': BOUNDARY }, allowed: ['@konsil/projections'] },
};

const FORBIDDEN = Object.entries(ROOMS).flatMap(([room, { forbidden }]) =>
  Object.entries(forbidden).map(([from, rule]) => ({ room, from, rule })),
);
const ALLOWED = Object.entries(ROOMS).flatMap(([room, { allowed }]) => allowed.map((from) => ({ room, from })));

interface Mistake {
  readonly rule: string | null;
  readonly message: string;
}

describe('the rooms of the house', () => {
  /** By room and import. */
  let said: ReadonlyMap<string, readonly Mistake[]>;

  beforeAll(async () => {
    // Without a graph of the workspace the rule lets everything pass with a warning.
    const graph = await runNode(['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], {
      env: { NX_DAEMON: 'false' },
    });
    if (!graph.out.includes('@konsil/domain')) throw new Error(`no graph:\n${graph.out}\n${graph.err}`);
    const asked = [...FORBIDDEN, ...ALLOWED];
    // In the name of a file that is there: typed lint knows it. Nothing is written.
    const texts = asked.map(({ room, from }) => ({
      file: `packages/${room}/src/index.ts`,
      text: `export * from '${from}';\n`,
    }));
    const { out, err } = await runNode(['apps/cli/test/support/lint.mjs'], {
      input: JSON.stringify(texts),
      env: { NX_DAEMON: 'false' },
    });
    if (!out.startsWith('[')) throw new Error(`ESLint did not answer:\n${out}\n${err}`);
    const results = JSON.parse(out) as Mistake[][];
    said = new Map(asked.map(({ room, from }, at) => [`${room} ${from}`, results[at] ?? []]));
  }, 120_000);

  it.each(FORBIDDEN)('$room may not import $from', ({ room, from, rule }) => {
    expect(said.get(`${room} ${from}`)).toEqual(expect.arrayContaining([expect.objectContaining({ rule })]));
  });

  it.each(ALLOWED)('$room may import $from (control)', ({ room, from }) => {
    expect(said.get(`${room} ${from}`)).toEqual([]);
  });
});
