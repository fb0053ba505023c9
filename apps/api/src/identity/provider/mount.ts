/** The provider inside the one server: everything under `/oidc/` is answered by it, with its body unread. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';

export const MOUNTED_AT = '/oidc';

/**
 * Gives `/oidc/*` to the provider. Links in its answers begin with the public address, whatever host and scheme a
 * request or a proxy in front of Konsil names.
 */
export const mountProvider = (server: FastifyInstance, provider: Provider, publicUrl: string): void => {
  const { host, protocol } = new URL(publicUrl);
  const answer = provider.callback();
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(`${MOUNTED_AT}/*`, async (request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack();
      const raw = Object.assign(request.raw, { originalUrl: request.raw.url });
      raw.url = request.url.slice(MOUNTED_AT.length);
      for (const name of Object.keys(raw.headers)) if (name.startsWith('x-forwarded-')) delete raw.headers[name];
      raw.headers.host = host;
      raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      await answer(raw, reply.raw);
    });
  });
};
