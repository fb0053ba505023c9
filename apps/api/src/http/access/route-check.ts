/** A route without a declared rule does not boot: looked at for every route of every controller, before listening. */

import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ROUTE_RULE } from './rules.js';

/** Keys under which Nest keeps what `@Get()` and the like say. */
const METHOD = 'method';
const PATH = 'path';

export class RouteWithoutRule extends Error {
  override readonly name = 'RouteWithoutRule';

  constructor(readonly routes: readonly string[]) {
    super(
      `Konsil does not start: ${routes.length === 1 ? 'this route says' : 'these routes say'} not who may use ` +
        `${routes.length === 1 ? 'it' : 'them'}. Add @Public(), @SignedIn() or @Requires(...):\n` +
        routes.map((route) => `  - ${route}`).join('\n'),
    );
  }
}

@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws RouteWithoutRule with every such route. */
  onModuleInit(): void {
    const open = this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (typeof handler !== 'function') return [];
        const method = Reflect.getMetadata(METHOD, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        if (this.reflector.getAllAndOverride<unknown>(ROUTE_RULE, [handler, metatype] as never) !== undefined)
          return [];
        const path = Reflect.getMetadata(PATH, handler) as string | string[];
        const base = Reflect.getMetadata(PATH, metatype) as string | string[] | undefined;
        return [
          `${RequestMethod[method]} /${[base, path]
            .flat()
            .filter((part) => part && part !== '/')
            .join('/')} (${metatype.name}.${name})`,
        ];
      });
    });
    if (open.length > 0) throw new RouteWithoutRule(open);
  }
}
