import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('taking turns', () => {
  it('lets one at a time write a stream, in the order they came', async () => {
    const turns = new Turns();
    const order: string[] = [];
    const act = (name: string) => async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
    };
    await Promise.all([turns.take('case-1', act('a')), turns.take('case-1', act('b')), turns.take('case-1', act('c'))]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets others go on meanwhile', async () => {
    const turns = new Turns();
    let release: () => void = () => undefined;
    const held = turns.take('case-1', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await turns.take('case-2', () => Promise.resolve('done'))).toBe('done');
    release();
    await held;
  });

  it('goes on after one that failed', async () => {
    const turns = new Turns();
    const failed = turns.take('case-1', () => Promise.reject(new Error('no')));
    const next = turns.take('case-1', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
