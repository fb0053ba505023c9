/** Writes down every request to a server, and its answer, until it is stopped. */

import type { Exchange } from './description.js';

export class Recorder {
  readonly exchanges: Exchange[] = [];
  readonly #fetch = globalThis.fetch;

  /** Of requests to `url`; pages, sign-in and the descriptions themselves are left out. */
  constructor(url: string) {
    const past = /^\/(?:welcome|register|registration|sign-in|oidc|docs|openapi\.json)\b/;
    globalThis.fetch = async (input, init) => {
      const answer = await this.#fetch(input, init);
      const address = input instanceof Request ? input.url : String(input);
      const path = address.slice(url.length);
      if (address.startsWith(url) && !past.test(path)) {
        this.exchanges.push({
          method: init?.method ?? 'GET',
          path,
          sent: typeof init?.body === 'string' ? init.body : undefined,
          status: answer.status,
          headers: answer.headers,
          text: await answer.clone().text(),
        });
      }
      return answer;
    };
  }

  stop(): void {
    globalThis.fetch = this.#fetch;
  }
}
