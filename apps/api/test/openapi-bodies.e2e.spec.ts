import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from './support/description.js';
import { limitsOf } from './support/limits.js';
import { Server } from './support/server.js';

describe('The description of the API', () => {
  let server: Server;
  let document: Document;

  beforeAll(async () => {
    server = await Server.start();
    document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Document;
  });

  afterAll(() => server.remove());

  it('says of every body what the server checks: lengths, words, formats, and that nothing else may be sent', async () => {
    const bodies = Object.entries(document.components.schemas).filter(([name]) => name.endsWith('Dto'));
    expect(bodies.length).toBeGreaterThan(20);
    for (const [name, schema] of bodies) {
      expect([name, schema['additionalProperties']]).toEqual([name, false]);
      const required = (schema['required'] ?? []) as readonly string[];
      const properties = schema['properties'] as Readonly<Record<string, { readonly items?: object }>>;
      const limits = await limitsOf(name);
      expect([name, Object.keys(properties).sort()]).toEqual([name, limits.map(({ field }) => field).sort()]);
      for (const { field, optional, keywords, items } of limits) {
        const at = `${name}/${field}`;
        expect([at, properties[field]]).toEqual([at, expect.objectContaining(keywords)]);
        if (Object.keys(items).length > 0)
          expect([at, properties[field]?.items]).toEqual([at, expect.objectContaining(items)]);
        const may = optional || 'default' in (properties[field] ?? {});
        expect([at, required.includes(field)]).toEqual([at, !may]);
      }
    }
  });
});
