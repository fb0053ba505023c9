#!/usr/bin/env node
import '../../../tools/src/preflight.mjs';

const { main } = await import('../dist/main.js');
await main(process.argv);
