/** Several stand-ins that share one log; one of them leads, or none while there is an election. */

import { Log } from './log/log.js';
import type { Member } from './node.js';
import { type StandIn, startStandIn, type StandInOptions } from './server.js';

export interface StandInCluster {
  readonly nodes: readonly StandIn[];
  /** Names every node; which one leads is learnt by gossip. */
  readonly connectionString: string;
  /** Makes a node the leader, or nobody. What is open at the others stays open. */
  lead(index: number | undefined): void;
  stop(): Promise<void>;
}

/** Starts a cluster on 127.0.0.1, led by its first node. */
export const startStandInCluster = async (size: number, options: StandInOptions = {}): Promise<StandInCluster> => {
  const nodes: StandIn[] = [];
  let leader: number | undefined = 0;
  const members = (): readonly Member[] =>
    nodes.map(({ port }, index) => ({ host: '127.0.0.1', port, leads: index === leader }));
  const log = new Log();
  for (let count = 0; count < size; count += 1) nodes.push(await startStandIn(options, { log, members }));
  return {
    nodes,
    connectionString: `esdb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=${options.tls !== undefined}`,
    lead: (index) => {
      leader = index;
    },
    stop: async () => {
      for (const node of nodes) await node.stop();
    },
  };
};
