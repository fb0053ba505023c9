/**
 * A stand-in for a KurrentDB / EventStoreDB server on loopback: the real client talks to it over gRPC, the log is in
 * memory. Never more forgiving than the real server; the numbered statements in `kurrentdb/bare-client/` hold it to that.
 */

export { startStandInCluster, type StandInCluster } from './cluster.js';
export type { AppendFault, Faults, ReadFault, SubscriptionFault } from './faults.js';
export { startStandIn, type StandIn, type StandInOptions } from './server.js';
export { spawnStandIn, type StandInProcess } from './spawn.js';
