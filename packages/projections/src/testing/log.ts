/** A log whose events are plain JSON: in memory, with the time they were recorded at chosen by the test, or any other. */

import { randomUUID } from 'node:crypto';
import { type DomainEvent, OPERATIONS_STREAM } from '@konsil/domain';
import { type Codec, type Decoded, type EventStore, openMemoryEventStore, type StoredEvent } from '@konsil/event-store';

/** Events are written as they are and read as they are; a type that begins with `Unknown` is one nobody knows. */
export const plainCodec: Codec = {
  encode: async (events) =>
    events.map(({ id, type, data, metadata }) => ({
      ...{ id, type },
      data: JSON.stringify(data),
      metadata: JSON.stringify(metadata),
    })),
  decode: async (events) => events.map(decodePlain),
};

export const decodePlain = (stored: StoredEvent): Decoded => {
  const { id, type, stream, revision, position, recordedAt, data, metadata } = stored;
  const place = { id, type, stream, revision, position, recordedAt };
  if (data === undefined || metadata === undefined) return { ...place, kind: 'undecodable', reason: 'no bytes' };
  if (type.startsWith('Unknown')) return { ...place, kind: 'unknown-type' };
  return {
    ...place,
    kind: 'event',
    data: JSON.parse(data) as object,
    metadata: JSON.parse(metadata) as object,
  } as Decoded;
};

export const streamOf = ({ type, data }: DomainEvent): string => {
  if (type === 'MessagePosted' || type === 'MessagesRead') return `conversation-${data.caseId}-${data.collaboratorId}`;
  if (type === 'GroupSkipped') return OPERATIONS_STREAM;
  if (type.startsWith('Bulk') && 'bulkId' in data) return `bulk-${data.bulkId}`;
  if ('caseId' in data) return `case-${data.caseId}`;
  if ('patientId' in data) return `patient-${data.patientId}`;
  if ('organisationId' in data) return `organisation-${data.organisationId}`;
  return 'providerId' in data ? `roster-${data.providerId}` : `account-${data.personId}`;
};

export interface TestLog {
  readonly store: EventStore;
  /** Answers the position of the last one. */
  record(...events: readonly DomainEvent[]): Promise<number>;
  /** Writes anything, also what no program would. */
  recordRaw(stream: string, type: string, data?: string): Promise<number>;
  /** Moves the time at which the next events are recorded, in memory. */
  at(moment: string): void;
}

export const aLog = (another?: EventStore): TestLog => {
  let now = Date.parse('2026-03-01T08:00:00.000Z');
  const store = another ?? openMemoryEventStore({ clock: () => now });
  const write = async (stream: string, type: string, data: string): Promise<number> => {
    const metadata = JSON.stringify({ actor: { id: 'setup', role: 'setup' }, commandId: randomUUID() });
    const events = [{ id: randomUUID(), type, data, metadata }];
    return (await store.append({ stream, expected: 'any', events })).position;
  };
  return {
    store,
    record: async (...events) => {
      let position = -1;
      for (const event of events) position = await write(streamOf(event), event.type, JSON.stringify(event.data));
      return position;
    },
    recordRaw: (stream, type, data = '{}') => write(stream, type, data),
    at: (moment) => (now = Date.parse(moment)),
  };
};
