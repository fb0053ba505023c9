import { setTimeout as wait } from 'node:timers/promises';

/** Before the n-th next try of a lost race: longer each time, and never the same for two who race. */
export const jitteredPause = async (attempt: number): Promise<void> => {
  await wait(Math.random() * Math.min(50, 2 ** attempt));
};
