/** One person's calls to the API. Every answer comes back as it is: a refusal is an answer, too. */

import { randomUUID } from 'node:crypto';

export interface Reply<Body = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly body: Body;
  readonly etag: string | null;
  /** `Konsil-Position`; -1 where there is none. */
  readonly position: number;
  readonly headers: Headers;
}

export interface Asking {
  readonly key?: string;
  readonly ifMatch?: string;
  readonly waitFor?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Person {
  /** The newest position that this person's commands were answered with: queries wait for it. */
  private seen = -1;

  constructor(
    readonly personId: string,
    private readonly token: string,
    private readonly url: string,
  ) {}

  /** The same person at another process of the product. */
  at(url: string): Person {
    return new Person(this.personId, this.token, url);
  }

  /** An answer that goes on until the signal aborts. */
  stream(path: string, signal: AbortSignal, method: 'GET' | 'HEAD' = 'GET'): Promise<Response> {
    return fetch(`${this.url}${path}`, { method, headers: { authorization: `Bearer ${this.token}` }, signal });
  }

  /** A query that sees what this person has done. */
  get<Body>(path: string, asking: Asking = {}): Promise<Reply<Body>> {
    return this.send<Body>('GET', path, undefined, { ...(this.seen >= 0 && { waitFor: this.seen }), ...asking });
  }

  search<Body>(path: string, body: unknown, asking: Asking = {}): Promise<Reply<Body>> {
    return this.send<Body>('POST', path, body, { ...(this.seen >= 0 && { waitFor: this.seen }), ...asking });
  }

  post(path: string, body: unknown = {}, asking: Asking = {}): Promise<Reply> {
    return this.command('POST', path, body, asking);
  }

  put(path: string, body: unknown, asking: Asking = {}): Promise<Reply> {
    return this.command('PUT', path, body, asking);
  }

  patch(path: string, body: unknown, asking: Asking = {}): Promise<Reply> {
    return this.command('PATCH', path, body, asking);
  }

  delete(path: string, asking: Asking = {}): Promise<Reply> {
    return this.command('DELETE', path, undefined, asking);
  }

  private async command(method: string, path: string, body: unknown, asking: Asking): Promise<Reply> {
    const reply = await this.send<Readonly<Record<string, unknown>>>(method, path, body, {
      key: randomUUID(),
      ...asking,
    });
    this.seen = Math.max(this.seen, reply.position);
    return reply;
  }

  private async send<Body>(method: string, path: string, body: unknown, asking: Asking): Promise<Reply<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(asking.key !== undefined && { 'idempotency-key': asking.key }),
        ...(asking.ifMatch !== undefined && { 'if-match': asking.ifMatch }),
        ...(asking.waitFor !== undefined && { 'konsil-wait-for': String(asking.waitFor) }),
        ...asking.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Body,
      etag: response.headers.get('etag'),
      position: Number(response.headers.get('konsil-position') ?? -1),
      headers: response.headers,
    };
  }
}

/** What a command must have done; shows the problem where it did not. */
export const accepted = (reply: Reply): Readonly<Record<string, string>> => {
  if (reply.status >= 300) throw new Error(`refused: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as Readonly<Record<string, string>>;
};
