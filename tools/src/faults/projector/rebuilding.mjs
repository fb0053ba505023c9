/** `rebuilding.mjs DATA`: builds the next generation of the read models, or goes on with one that was cut short. */

import { buildReadModels } from '@konsil/projections';
import { openParts } from './parts.mjs';

const [data = ''] = process.argv.slice(2);
const { folds, store, codec, generations, close } = await openParts(data);
const last = await store.headPosition();
await generations.build((readStore) => buildReadModels({ store, codec, readStore, folds, last }));
await close();
