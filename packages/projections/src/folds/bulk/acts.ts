/** Where an act on many cases stands. Its cases are rows of their own: a group is one row, however many they are. */

import { type BulkEvent, type EventOf, type Recorded, termsOf } from '@konsil/domain';
import type { Group, KeyedFold } from '../../fold/index.js';
import { type BulkActRow, type BulkActTables, bulkActTables } from './rows.js';

type BulkGroup = Group<BulkActTables>;

const PREFIX = 'bulk-';

const evolve = (group: BulkGroup, event: Recorded): BulkGroup => {
  if (!isBulkEvent(event)) return group;
  const [act] = group.bulkActs;
  if (event.type === 'BulkSharingStarted') return act === undefined ? { bulkActs: [started(event)] } : group;
  return act === undefined ? group : { bulkActs: [after(act, event)] };
};

const isBulkEvent = (event: Recorded): event is Recorded<BulkEvent> => event.stream.startsWith(PREFIX);

const started = ({ data, recordedAt: startedAt }: Recorded<EventOf<'BulkSharingStarted'>>): BulkActRow => {
  const { bulkId, providerId, collaboratorId, cases } = data;
  return {
    ...{ bulkId, providerId, collaboratorId, cases, startedAt, terms: termsOf(data), status: 'sharing' },
    counts: { shared: 0, 'already-shared': 0, refused: 0, 'changed-since': 0 },
    undoCounts: { restored: 0, 'changed-since': 0 },
    ...{ completedAt: null, undoStartedAt: null, undoneAt: null },
  };
};

const after = (act: BulkActRow, event: Recorded<BulkEvent>): BulkActRow => {
  const at = event.recordedAt;
  switch (event.type) {
    case 'BulkCaseHandled': {
      const { outcome } = event.data;
      return { ...act, counts: { ...act.counts, [outcome]: act.counts[outcome] + 1 } };
    }
    case 'BulkSharingCompleted':
      return { ...act, status: 'completed', counts: event.data.counts, completedAt: at };
    case 'BulkUndoStarted':
      return { ...act, status: 'undoing', undoStartedAt: at };
    case 'BulkCaseRestored': {
      const { outcome } = event.data;
      return { ...act, undoCounts: { ...act.undoCounts, [outcome]: act.undoCounts[outcome] + 1 } };
    }
    case 'BulkSharingUndone':
      return { ...act, status: 'undone', undoCounts: event.data.counts, undoneAt: at };
    case 'BulkSharingStarted':
    case 'BulkCasesListed':
      return act;
  }
};

export const bulkActsFold: KeyedFold<BulkActTables> = {
  kind: 'keyed',
  name: 'bulk-acts',
  version: 1,
  tables: bulkActTables,
  categories: ['bulk'],
  groupColumn: 'bulkId',
  keys: (event) => (isBulkEvent(event) ? [event.data.bulkId] : []),
  evolve,
  begins: ({ type, revision }) => type === 'BulkSharingStarted' && revision === 0,
  streamGroup: (stream) => (stream.startsWith(PREFIX) ? { key: stream.slice(PREFIX.length) } : undefined),
};
