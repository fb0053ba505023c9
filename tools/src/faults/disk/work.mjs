/**
 * Commands that writer and judge know alike, by number: which events, on which stream, behind which revision. Every second
 * one begins a stream for a patient of its own, so that a key has to be made for it; the next one goes on with it.
 *
 * @typedef {object} Request
 * @property {string} stream
 * @property {'no-stream' | number} expected
 * @property {readonly import('@konsil/event-store').EventToEncode[]} events
 */

import { createHash } from 'node:crypto';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';
import { placesIn } from '../bitrot/images.mjs';

/** Two events a command: they have to be there together or not at all. */
const EVENTS = 2;
/** Long enough for a command to take more than a page of the file. */
const TEXT = 'Bitte die Mittellinie noch einmal prüfen. '.repeat(10);

/** @param {string} of */
const idOf = (of) => {
  const hex = createHash('sha256').update(of).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

/**
 * @param {number} n
 * @returns {Request}
 */
export const requestOf = (n) => {
  const pair = Math.floor(n / 2);
  const [caseId, collaboratorId] = [idOf(`case ${pair}`), idOf('collaborator')];
  const ids = { patientId: idOf(`patient ${pair}`), providerId: idOf('provider'), caseId, collaboratorId };
  const [messageId, authorId] = [idOf(`message ${n}`), ids.providerId];
  const command = { actor: { id: authorId, role: 'provider' }, causationId: 'disk', commandId: idOf(`command ${n}`) };
  const metadata = { ...command, correlationId: 'disk' };
  return {
    stream: `conversation-${caseId}-${collaboratorId}`,
    expected: n % 2 === 0 ? 'no-stream' : EVENTS - 1,
    events: [
      {
        ...{ id: idOf(`event ${n} 0`), type: 'MessagePosted', metadata },
        data: { ...ids, messageId, authorId, side: 'provider', text: `${n}: ${TEXT}` },
      },
      {
        ...{ id: idOf(`event ${n} 1`), type: 'MessagesRead', metadata },
        data: { ...ids, readerId: authorId, upTo: n },
      },
    ],
  };
};

/**
 * Keys, log and codec of a folder, opened in the order in which a server opens them.
 * @param {string} folder
 * @param {Pick<import('@konsil/event-store').SqliteEventStoreOptions,
 *   'onFatal' | 'checkpoints' | 'unsafeAcknowledgeBeforeCommit'>} options
 */
export const openWork = async (folder, options) => {
  const places = placesIn(folder);
  const keys = await openSqliteKeys(places);
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  try {
    const store = await openSqliteEventStore({ folder: places.folder, ...options });
    /** @param {number} n */
    const append = async (n) => {
      const { stream, expected, events } = requestOf(n);
      const firstRevision = expected === 'no-stream' ? 0 : expected + 1;
      const placement = { stream, firstRevision, time: new Date().toISOString() };
      return store.append({ stream, expected, events: await codec.encode(events, placement) });
    };
    const close = async () => {
      await store.close();
      await keys.close();
    };
    return { store, codec, append, close };
  } catch (error) {
    await keys.close();
    throw error;
  }
};
