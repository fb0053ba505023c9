import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type ProjectorLink, SharedReadSide, ThreadReadSide } from './read-side.js';

const aLink = () => {
  let ended: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (ended = resolve));
  const link = {
    wake: jest.fn<() => void>(),
    listen: jest.fn<() => Promise<void>>(),
    stop: jest.fn<() => Promise<void>>(() => gone),
  } satisfies ProjectorLink;
  return { link, end: () => ended() };
};

describe('the read side with the projector in a thread', () => {
  it('shows nothing before the thread has said what it shows', async () => {
    const side = new ThreadReadSide(aLink().link);
    expect(await side.position()).toBe(-1);
    expect(await side.reached(0, 1)).toBe(false);
  });

  it('lets go who waits when the thread shows the position', async () => {
    const side = new ThreadReadSide(aLink().link);
    const waiting = side.reached(5, 60_000);
    side.shown(4);
    side.shown(6);
    expect(await waiting).toBe(true);
    expect(await side.position()).toBe(6);
  });

  it('wakes the thread once for all commits of a turn, and again in the next', async () => {
    const { link } = aLink();
    const side = new ThreadReadSide(link);
    for (let commit = 0; commit < 20; commit += 1) side.wake();
    expect(link.wake).not.toHaveBeenCalled();
    await nextTurn();
    expect(link.wake).toHaveBeenCalledTimes(1);
    side.wake();
    await nextTurn();
    expect(link.wake).toHaveBeenCalledTimes(2);
  });

  it('no longer claims a position when the thread builds the rows anew', async () => {
    const side = new ThreadReadSide(aLink().link);
    side.shown(900);
    side.shown(-1);
    expect(await side.reached(500, 1)).toBe(false);
  });

  it('gives up who waits and ends only when the thread has', async () => {
    const { link, end } = aLink();
    const side = new ThreadReadSide(link);
    const waiting = side.reached(1, 60_000);
    let closed = false;
    const closing = side.close().then(() => (closed = true));
    expect(await waiting).toBe(false);
    await nextTurn();
    expect(closed).toBe(false);
    end();
    await closing;
    expect(link.stop).toHaveBeenCalledTimes(1);
  });
});

describe('the read side with the projector in another process', () => {
  afterEach(() => void jest.useRealTimers());

  const aCheckpoint = (position: number) => {
    const checkpoint = { position, looks: 0 };
    const read = async (): Promise<number> => {
      checkpoint.looks += 1;
      return checkpoint.position;
    };
    return { checkpoint, side: new SharedReadSide(read) };
  };

  it('answers at once from the shared checkpoint', async () => {
    const { side } = aCheckpoint(7);
    expect(await side.reached(7, 60_000)).toBe(true);
    expect(await side.position()).toBe(7);
  });

  it('looks again and again while somebody waits, and no more when nobody does', async () => {
    jest.useFakeTimers();
    const { checkpoint, side } = aCheckpoint(1);
    const waiting = side.reached(3, 60_000);
    await jest.advanceTimersByTimeAsync(50);
    checkpoint.position = 3;
    await jest.advanceTimersByTimeAsync(50);
    expect(await waiting).toBe(true);
    const { looks } = checkpoint;
    expect(looks).toBeGreaterThan(5);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(checkpoint.looks).toBe(looks);
  });

  it('is bounded', async () => {
    jest.useFakeTimers();
    const { checkpoint, side } = aCheckpoint(1);
    const waiting = side.reached(3, 200);
    await jest.advanceTimersByTimeAsync(210);
    expect(await waiting).toBe(false);
    const { looks } = checkpoint;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(checkpoint.looks).toBeLessThanOrEqual(looks + 1);
  });

  it('no longer claims a position when the other process builds the rows anew', async () => {
    const { checkpoint, side } = aCheckpoint(900);
    expect(await side.reached(500, 1)).toBe(true);
    checkpoint.position = -1;
    expect(await side.reached(500, 1)).toBe(false);
  });

  it('looks on when a look has failed, and tells who asks', async () => {
    const answers = [() => 1, () => Promise.reject(new Error('the store is away')), () => 3];
    const side = new SharedReadSide(async () => (answers.shift() ?? (() => Promise.reject(new Error('away'))))());
    expect(await side.reached(3, 60_000)).toBe(true);
    await expect(side.reached(4, 60_000)).rejects.toThrow('away');
    await side.close();
  });

  it('does not touch the store any more once it is closed', async () => {
    jest.useFakeTimers();
    const { checkpoint, side } = aCheckpoint(1);
    const waiting = side.reached(3, 60_000);
    await side.close();
    const { looks } = checkpoint;
    expect(await waiting).toBe(false);
    expect(await side.reached(9, 60_000)).toBe(false);
    expect(await side.position()).toBe(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(checkpoint.looks).toBe(looks);
  });
});
