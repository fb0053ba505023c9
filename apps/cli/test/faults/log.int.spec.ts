import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/run.js';

interface LogEvent {
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
  readonly actor: string;
  readonly commandId: string;
}

interface Findings {
  readonly lost: number;
  readonly duplicated: number;
  readonly problems: readonly string[];
}

interface Checking {
  readonly checkOrder: (events: readonly LogEvent[]) => Findings;
  readonly checkAcknowledged: (
    events: readonly LogEvent[],
    acknowledged: readonly (readonly [object, object])[],
  ) => Findings & { readonly commands: ReadonlySet<string> };
  readonly checkUnexplained: (events: readonly LogEvent[], commands: ReadonlySet<string>, since: number) => Findings;
}

/** By its path: the harness is a tool of the workspace and no package. */
const { checkOrder, checkAcknowledged, checkUnexplained } = (await import(
  join(ROOT, 'tools/src/faults/kill/check-log.mjs')
)) as Checking;

const event = (position: number, commandId: string, changes: Partial<LogEvent> = {}): LogEvent => ({
  position,
  revision: position,
  stream: 'case-1',
  type: 'MessagePosted',
  actor: 'provider',
  commandId,
  ...changes,
});
const asked = { key: 'k', token: 't', method: 'POST', path: '/messages', body: {}, records: { MessagePosted: 1 } };
const answered = (position: number) => [asked, { status: 201, position, revision: position, body: '{}' }] as const;
const log = [event(0, 'a'), event(1, 'b')];

describe('the check of the log that the fault tests rest on', () => {
  it('finds nothing wrong with a log that holds every answered command once', () => {
    const found = checkAcknowledged(log, [answered(0), answered(1)]);
    expect(found).toMatchObject({ lost: 0, duplicated: 0, problems: [] });
    expect(checkOrder(log).problems).toEqual([]);
    expect(checkUnexplained(log, found.commands, 0).duplicated).toBe(0);
  });

  it.each<[string, readonly LogEvent[]]>([
    ['that is not there', [event(0, 'a')]],
    ['in whose place another stands', [event(0, 'a'), event(1, 'b', { type: 'OrderSubmitted' })]],
    ['that stands at another revision', [event(0, 'a'), event(1, 'b', { revision: 7 })]],
    ['that shares its events with another', [event(0, 'a'), event(1, 'a')]],
  ])('finds an answered command %s, and names it', (_, events) => {
    const { lost, problems } = checkAcknowledged(events, [answered(0), answered(1)]);
    expect(lost).toBe(1);
    expect(problems.join()).toContain('lost: ');
  });

  it('finds a command that left its events twice', () => {
    const twice = [...log, event(2, 'b')];
    expect(checkAcknowledged(twice, [answered(0), answered(1)])).toMatchObject({ lost: 0, duplicated: 1 });
  });

  it('finds a command that no answer explains, unless a rule of the product recorded it', () => {
    const commands = new Set(['a', 'b']);
    expect(checkUnexplained([...log, event(2, 'c')], commands, 0).duplicated).toBe(1);
    expect(checkUnexplained([...log, event(2, 'c', { actor: 'policy' })], commands, 0).duplicated).toBe(0);
    expect(checkUnexplained([event(0, 'before'), ...log.slice(1)], commands, 1).duplicated).toBe(0);
  });

  it.each<[string, readonly LogEvent[]]>([
    ['a gap in the positions', [event(0, 'a'), event(2, 'b', { revision: 1 })]],
    ['a position that comes twice', [event(0, 'a'), event(0, 'b', { revision: 1 })]],
    ['a gap in the revisions', [event(0, 'a'), event(1, 'b', { revision: 2 })]],
    ['a stream that begins late', [event(0, 'a', { revision: 1 })]],
  ])('finds %s', (_, events) => expect(checkOrder(events).problems.length).toBeGreaterThan(0));
});
