/**
 * A stand-in in a process of its own, for end-to-end tests and benchmarks: prints its connection string as the first
 * line and ends with SIGTERM or SIGINT. `node dist/testing/stand-in/main.js [--port N] [--unary]`
 */

import { parseArgs } from 'node:util';
import { startStandIn } from './index.js';

const { values } = parseArgs({ options: { port: { type: 'string' }, unary: { type: 'boolean', default: false } } });
const standIn = await startStandIn({ port: Number(values.port ?? 0), batchAppend: !values.unary });
process.stdout.write(`${standIn.connectionString}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void standIn.stop().then(() => process.exit(0));
  });
}
