/** One person's calls to the API, the way any client makes them. */

export interface Made {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
  readonly position: number;
}

export class Client {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  /** The same API as another person. */
  as(token: string): Client {
    return new Client(this.url, token);
  }

  post(path: string, body: unknown = {}): Promise<Made> {
    return this.send('POST', path, body);
  }

  put(path: string, body: unknown): Promise<Made> {
    return this.send('PUT', path, body);
  }

  patch(path: string, body: unknown): Promise<Made> {
    return this.send('PATCH', path, body);
  }

  delete(path: string): Promise<Made> {
    return this.send('DELETE', path, undefined);
  }

  /** @throws Error with the problem's code and detail, where the API refuses */
  private async send(method: string, path: string, body: unknown): Promise<Made> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text === '' ? {} : (JSON.parse(text) as Record<string, string>);
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${answer['code'] ?? ''} ${answer['detail'] ?? ''}`);
    return { status: response.status, body: answer, position: Number(response.headers.get('konsil-position') ?? -1) };
  }
}
