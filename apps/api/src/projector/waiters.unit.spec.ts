import { describe, expect, it } from '@jest/globals';
import { Waiters } from './waiters.js';

describe('waiting for the read models', () => {
  it('ends at once for what is shown already', async () => {
    const waiters = new Waiters();
    waiters.follow(7);
    expect(await waiters.reached(7, 1)).toBe(true);
  });

  it('ends when the position is reached, and not before', async () => {
    const waiters = new Waiters();
    const order: string[] = [];
    const later = waiters.reached(9, 10_000).then(() => order.push('nine'));
    const sooner = waiters.reached(5, 10_000).then(() => order.push('five'));
    waiters.follow(6);
    await sooner;
    expect(order).toEqual(['five']);
    expect(waiters.someoneWaits).toBe(true);
    waiters.follow(9);
    await later;
    expect(order).toEqual(['five', 'nine']);
    expect(waiters.someoneWaits).toBe(false);
  });

  it('is bounded', async () => {
    expect(await new Waiters().reached(1, 1)).toBe(false);
  });

  it('goes back with read models that are built anew', async () => {
    const waiters = new Waiters();
    waiters.follow(9);
    waiters.follow(3);
    expect(waiters.position).toBe(3);
    expect(await waiters.reached(9, 1)).toBe(false);
  });

  it('is given up when the process stops', async () => {
    const waiters = new Waiters();
    const waiting = waiters.reached(1, 60_000);
    waiters.giveUp();
    expect(await waiting).toBe(false);
  });

  it('is not begun any more when the process stops', async () => {
    const waiters = new Waiters();
    waiters.follow(3);
    waiters.giveUp();
    expect(await waiters.reached(4, 60_000)).toBe(false);
    expect(await waiters.reached(3, 60_000)).toBe(true);
  });
});
