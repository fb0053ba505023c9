/** The API's own description, as one holds an answer against it. */

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { closed } from './closed-schema.js';

type Json = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly Json[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Json;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Json>>;
}

type Content = Readonly<Record<string, { readonly schema: Json }>>;

interface Answer {
  readonly headers?: Readonly<Record<string, { readonly schema: Json }>>;
  readonly content: Content;
}

export interface Document extends Json {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly responses: Json };
}

/** One request and its answer. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly sent: string | undefined;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export class Description {
  readonly #ajv: Ajv2020;
  readonly routes: ReadonlyMap<string, Operation>;

  /** @throws where a schema is no JSON Schema (2020-12), or says something that the validator does not know. */
  constructor(readonly document: Document) {
    this.#ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
    addFormats.default(this.#ajv);
    this.#ajv.addVocabulary(['discriminator', 'example']);
    for (const [name, schema] of Object.entries(document.components.schemas))
      this.#ajv.addSchema(closed(schema) as Json, `#/components/schemas/${name}`.replaceAll('#/', 'konsil:'));
    this.routes = new Map(
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
      ),
    );
  }

  /** `GET /cases/7c0e…` -> `GET /cases/{caseId}`. */
  routeOf({ method, path }: Pick<Exchange, 'method' | 'path'>): string | undefined {
    const asked = path.split('?', 1)[0]?.split('/') ?? [];
    const fits = (template: string) => {
      const parts = template.split('/');
      return parts.length === asked.length && parts.every((part, at) => part.startsWith('{') || part === asked[at]);
    };
    // A word in the path goes before a place that takes anything.
    return [...this.routes.keys()]
      .filter((route) => route.startsWith(`${method} `) && fits(route.slice(method.length + 1)))
      .sort((one, other) => one.split('{').length - other.split('{').length)[0];
  }

  /** What an exchange says that the description does not; empty where it is as described. */
  mistakesIn(exchange: Exchange): readonly string[] {
    const route = this.routeOf(exchange);
    const operation = route === undefined ? undefined : this.routes.get(route);
    if (route === undefined || operation === undefined) return [`${exchange.method} ${exchange.path}: no such route`];
    const answer = this.#resolved<Answer>(operation.responses[exchange.status]);
    if (answer === undefined) return [`${route}: ${exchange.status} is not described`];
    const type = exchange.headers.get('content-type')?.split(';', 1)[0] ?? '';
    const schema = answer.content[type]?.schema;
    const of = (mistakes: readonly string[]) => mistakes.map((mistake) => `${route} ${exchange.status} ${mistake}`);
    return of([
      ...(schema === undefined ? [`${type} is not described`] : this.wrong(schema, JSON.parse(exchange.text))),
      ...this.#wrongHeaders(answer, exchange),
      ...(exchange.status < 400 ? this.#wrongBody(operation, exchange) : []),
    ]);
  }

  /** What is wrong with a value, by JSON pointer. */
  wrong(schema: Json, value: unknown): readonly string[] {
    const validate = this.#ajv.compile(closed(schema) as Json);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #wrongHeaders({ headers: described = {} }: Answer, { headers }: Exchange): readonly string[] {
    const carried = ['ETag', 'Konsil-Position', 'Retry-After', 'WWW-Authenticate'].filter((name) => headers.has(name));
    return [
      ...carried.filter((name) => !(name in described)).map((name) => `${name} is not described`),
      ...Object.entries(described).flatMap(([name, { schema }]) => {
        const value = headers.get(name);
        if (value === null) return [`${name} is missing`];
        return this.wrong(schema, schema['type'] === 'integer' ? Number(value) : value);
      }),
    ];
  }

  #wrongBody({ requestBody }: Operation, { sent }: Exchange): readonly string[] {
    const schema = requestBody?.content['application/json']?.schema;
    return schema === undefined
      ? []
      : this.wrong(schema, JSON.parse(sent ?? 'null')).map((mistake) => `sent ${mistake}`);
  }

  #resolved<Part>(part: Json | undefined): Part | undefined {
    const { $ref } = part ?? {};
    if (typeof $ref !== 'string') return part as Part | undefined;
    return this.document.components.responses[$ref.split('/').at(-1) ?? ''] as Part | undefined;
  }
}
