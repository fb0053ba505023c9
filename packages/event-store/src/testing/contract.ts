/** What every store has to do, whatever it is made of: one suite, run against each of them (architecture.md, The log). */

import { afterAll, beforeAll, describe } from '@jest/globals';
import type { EventStore } from '../port.js';
import { appending } from './contract/appending.js';
import type { OpenStore } from './contract/fixtures.js';
import { racing } from './contract/racing.js';
import { reading } from './contract/reading.js';
import { refusing } from './contract/refusing.js';
import { repeating } from './contract/repeating.js';
import { subscribing } from './contract/subscribing.js';

export type { OpenStore } from './contract/fixtures.js';

/**
 * Describes the contract suite for one store. `open` is called once; the log need not be empty and may be shared, since
 * every stream has a random name.
 */
export const eventStoreContract = (name: string, open: () => Promise<OpenStore>): void => {
  describe(`${name} keeps the contract of the log`, () => {
    let opened: OpenStore | undefined;
    const storeOf = (): EventStore => {
      if (opened === undefined) throw new Error('The store is not open.');
      return opened.store;
    };
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened?.close();
    });
    appending(storeOf);
    repeating(storeOf);
    refusing(storeOf);
    reading(storeOf);
    subscribing(storeOf);
    racing(storeOf);
  });
};
