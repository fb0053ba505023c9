/** `rebuilding.mjs DATA`: builds the next generation of the read models, or goes on with one that was cut short. */

import { buildReadModels, openSqliteReadStore } from '@konsil/projections';
import { openParts } from './parts.mjs';

const [data = ''] = process.argv.slice(2);
const { folds, store, codec, generations, close } = await openParts(data);
const file = generations.building();
const readStore = openSqliteReadStore({ file, folds });
await buildReadModels({ store, codec, readStore, folds, last: await store.headPosition() });
await readStore.close();
generations.complete(file);
await close();
