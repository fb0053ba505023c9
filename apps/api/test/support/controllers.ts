/** Which routes the built server has, asked from its controllers and not from its description. */

import 'reflect-metadata';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';

const BUILT = resolve(import.meta.dirname, '../../dist');
/** As Nest numbers them. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** What the files of the built server export. */
export const builtModules = (pattern: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  Promise.all(
    globSync(pattern, { cwd: BUILT }).map(
      (file) => import(resolve(BUILT, file)) as Promise<Readonly<Record<string, unknown>>>,
    ),
  );

/** `GET /cases/{caseId}`; pages for people are left out. */
export const routesOfControllers = async (): Promise<readonly string[]> =>
  (await builtModules('**/*.controller.js')).flatMap((module) => Object.values(module)).flatMap(routesOf);

const routesOf = (controller: unknown): readonly string[] => {
  if (typeof controller !== 'function' || Reflect.hasMetadata('swagger/apiExcludeController', controller)) return [];
  const base = Reflect.getMetadata('path', controller) as string | undefined;
  if (base === undefined) return [];
  const prototype = controller.prototype as Readonly<Record<string, unknown>>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function') return [];
    const method = Reflect.getMetadata('method', handler) as number | undefined;
    if (method === undefined) return [];
    const path = `/${base}/${Reflect.getMetadata('path', handler) as string}`.replaceAll(/\/+/g, '/');
    return [`${METHODS[method]} ${path.replace(/(.)\/$/, '$1').replaceAll(/:(\w+)/g, '{$1}')}`];
  });
};
