import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomCommandId } from './command-ids.js';
import { type Remembered, WorkStore } from './work-store.js';

const HOUR = 60 * 60 * 1000;
const refused: Remembered = {
  kind: 'refusal',
  refusal: { code: 'CASE.CLOSED', message: 'The case is closed.', facts: {} },
  bodyMac: undefined,
};

describe('remembered answers', () => {
  let folder: string;
  let time: number;
  const opened: WorkStore[] = [];

  const open = (serving: 'alone' | 'beside others'): WorkStore => {
    const work = new WorkStore(join(folder, 'work.db'), () => new Date(time));
    if (serving === 'alone') work.servesAlone();
    opened.push(work);
    return work;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'konsil-work-'));
    time = Date.parse('2026-03-01T07:00:00.000Z');
  });

  afterEach(() => {
    for (const work of opened.splice(0)) work.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['alone', 'beside others'] as const)(
    'are found for a day, also after a restart, by who serves %s',
    (serving) => {
      const [id, unknown] = [randomCommandId(), randomCommandId()];
      const work = open(serving);
      expect(work.find(id)).toBeUndefined();
      work.remember(id, refused);
      expect(work.find(id)).toEqual(refused);
      const restarted = open(serving);
      expect(restarted.find(id)).toEqual(refused);
      expect(restarted.find(unknown)).toBeUndefined();
      time += 25 * HOUR;
      expect(restarted.find(id)).toBeUndefined();
    },
  );

  it('of another process are found at once by who serves beside it', () => {
    const id = randomCommandId();
    const [one, other] = [open('beside others'), open('beside others')];
    expect(other.find(id)).toBeUndefined();
    one.remember(id, refused);
    expect(other.find(id)).toEqual(refused);
  });

  it('that the process before left while it closed are found by the next one, which had opened the file already', () => {
    const id = randomCommandId();
    const before = open('alone');
    const next = open('alone');
    before.remember(id, refused);
    expect(next.find(id)).toEqual(refused);
  });
});
