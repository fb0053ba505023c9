/** Which methods an address takes, for telling a wrong method (405) from a wrong address (404). */

import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    allowedMethods?: (path: string) => readonly string[];
  }
}

interface Route {
  readonly methods: readonly string[];
  readonly segments: readonly string[];
}

/** Remembers every route from now on; before the first one is registered. */
export const rememberRoutes = (server: FastifyInstance): void => {
  const routes: Route[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    const methods = typeof method === 'string' ? [method] : method;
    routes.push({ methods, segments: url.split('/') });
  });
  server.decorate('allowedMethods', (path: string) => {
    const segments = path.split('/');
    return [...new Set(routes.filter((route) => fits(route, segments)).flatMap(({ methods }) => methods))].sort();
  });
};

const fits = ({ segments }: Route, asked: readonly string[]): boolean => {
  const rest = segments.indexOf('*');
  // A route for whatever is left takes every method already.
  if (rest !== -1) return false;
  return (
    segments.length === asked.length &&
    segments.every((segment, at) => (segment.startsWith(':') ? asked[at] !== '' : segment === asked[at]))
  );
};
