/**
 * A stand-in for a KurrentDB / EventStoreDB server on loopback: the real client talks to it over gRPC, the log is in
 * memory. Never more forgiving than the real server; `kurrentdb.bare-client.int.spec.ts` holds it to that.
 */

export type { AppendFault, CheckpointFault, Faults } from './faults.js';
export { startStandIn, type StandIn, type StandInOptions } from './server.js';
