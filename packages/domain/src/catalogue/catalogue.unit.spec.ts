import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { accountDecider } from '../account/index.js';
import { bulkDecider } from '../bulk/index.js';
import { caseDecider } from '../case/index.js';
import { conversationDecider } from '../conversation/index.js';
import { type Decider, fold } from '../decider.js';
import type { DomainEvent } from '../events.js';
import { operationsDecider } from '../operations/index.js';
import { organisationDecider } from '../organisation/index.js';
import { patientDecider } from '../patient/index.js';
import { ERASED } from '../personal.js';
import { rosterDecider } from '../roster/index.js';
import { catalogue, eventTypes, isEventType, retentions } from './index.js';

const golden = new URL('../../golden/', import.meta.url);
type Json = Readonly<Record<string, unknown>>;
const stored = (type: string, version: number): Json =>
  JSON.parse(readFileSync(new URL(`${type}.v${version}.json`, golden), 'utf8')) as Json;

const deciders: Readonly<Record<string, Decider<never, never, never, never>>> = {
  account: accountDecider as never,
  organisation: organisationDecider as never,
  roster: rosterDecider as never,
  patient: patientDecider as never,
  case: caseDecider as never,
  conversation: conversationDecider as never,
  bulk: bulkDecider as never,
  operations: operationsDecider as never,
};

/** Folds events of one category from nothing; throws where a fold does. */
const folded = (category: string, events: readonly DomainEvent[]): unknown => {
  const decider = deciders[category];
  if (!decider) throw new Error(`No decider for ${category}.`);
  return fold(decider.evolve, decider.initial, events as never);
};
const examplesOf = (category: string): readonly DomainEvent[] =>
  eventTypes
    .filter((type) => catalogue[type].category === category)
    .map((type) => ({ type, data: catalogue[type].example }) as DomainEvent);

const at = (data: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Json | undefined)?.[key], data);
const withErased = (data: Json, path: string): Json => {
  const [first = '', ...rest] = path.split('.');
  return { ...data, [first]: rest.length === 0 ? ERASED : withErased(data[first] as Json, rest.join('.')) };
};

describe('the catalogue', () => {
  it('can be handed to the log as its schema', () => {
    const schema: Readonly<
      Record<
        string,
        {
          readonly version: number;
          readonly personal: Readonly<
            Record<string, { readonly subject: string; readonly class: 'content' | 'contact' | 'evidence' }>
          >;
          readonly upcasters?: Readonly<Record<number, (data: Json) => Json>>;
        }
      >
    > = catalogue;
    expect(Object.keys(schema)).toHaveLength(95);
    expect(isEventType('CaseShared')).toBe(true);
    expect(isEventType('toString')).toBe(false);
  });

  it.each(eventTypes)('says of %s when, by whom, what for and how long', (type) => {
    const { recorded, by, purpose, retention, category } = catalogue[type];
    expect(recorded).not.toBe('');
    expect(purpose).not.toBe('');
    expect(by.length).toBeGreaterThan(0);
    expect(retentions[retention].years).toBeGreaterThan(0);
    expect(deciders[category]?.category).toBe(category);
  });

  it.each(eventTypes)('has in the example of %s every personal field, of a subject that is named', (type) => {
    const { example } = catalogue[type];
    const personal: Readonly<Record<string, { readonly subject: string }>> = catalogue[type].personal;
    const data = example as unknown as Json;
    for (const [path, { subject }] of Object.entries(personal)) {
      expect(at(data, path)).toBeDefined();
      expect(data[subject]).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('folds the examples of each category, in any place, and with every personal field erased', () => {
    for (const category of Object.keys(deciders)) {
      const examples = examplesOf(category);
      expect(folded(category, examples)).not.toEqual(folded(category, []));
      for (const event of examples) {
        expect(() => folded(category, [event])).not.toThrow();
        const paths = Object.keys(catalogue[event.type].personal);
        const erased = paths.reduce<Json>(withErased, event.data as unknown as Json);
        const others = examples.map((other) =>
          other === event ? ({ type: event.type, data: erased } as never) : other,
        );
        expect(folded(category, others)).toEqual(folded(category, examples));
      }
    }
  });
});

describe('the golden files: what has been stored is read for ever', () => {
  it.each(eventTypes)('%s has one for each version, and the newest is the example', (type) => {
    const { version, example } = catalogue[type];
    for (let one = 1; one <= version; one += 1) expect(existsSync(new URL(`${type}.v${one}.json`, golden))).toBe(true);
    expect(stored(type, version)).toEqual(example);
  });

  it('fold, after their upcasters', () => {
    for (const file of readdirSync(golden)) {
      const [type = '', v = ''] = file.split('.');
      if (!isEventType(type)) throw new Error(`${file} is of no event type.`);
      const { upcasters = {}, version, category } = catalogue[type];
      let data = stored(type, Number(v.slice(1)));
      for (let from = Number(v.slice(1)); from < version; from += 1) data = upcasters[from]?.(data) ?? data;
      const before = examplesOf(category).filter((event) => event.type !== type);
      expect(() => folded(category, [...before, { type, data } as never])).not.toThrow();
    }
  });
});
