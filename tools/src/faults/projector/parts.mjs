/** What projector and rebuild of this fault test open of a data folder; each in a process of its own. */

import { auditFold } from '@konsil/audit';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore } from '@konsil/event-store';
import { GenerationFiles, GenerationsInFiles, readModelFolds } from '@konsil/projections';
import { openRing } from '../shred/folder.mjs';

/** @param {string} data */
export const openParts = async (data) => {
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  const keys = await openRing(data);
  const folds = [...readModelFolds, auditFold];
  const files = new GenerationFiles(data);
  return {
    folds,
    store,
    codec: createCodec({ schema: catalogue, keys, erased: ERASED }),
    files,
    generations: new GenerationsInFiles(files, folds),
    close: async () => {
      await keys.close();
      await store.close();
    },
  };
};
