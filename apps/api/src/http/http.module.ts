import { type DynamicModule, Global, type InjectionToken, Module, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import type { Config } from '../config/index.js';
import { FormsGuard } from './access/forms-guard.js';
import { PersonGuard } from './access/person-guard.js';
import { RouteCheck } from './access/route-check.js';
import { RuleGuard } from './access/rule-guard.js';
import { LOGGER } from './logging/logger.js';
import { CONFIG, HTTP_PORTS, type HttpPorts } from './ports.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { ShapePipe } from './problems/shape-pipe.js';

export interface HttpModuleOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** What `ports` is called with. */
  readonly inject?: InjectionToken[];
  readonly ports: (...dependencies: never[]) => HttpPorts;
}

/**
 * What holds for every route: who, may, shape, problems. Needs an {@link AUTHENTICATOR} from a global module, which the
 * identity module is. Offers {@link CONFIG} and {@link LOGGER} everywhere.
 */
@Global()
@Module({})
export class HttpModule {
  static register({ config, log, imports = [], inject = [], ports }: HttpModuleOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [DiscoveryModule, ...imports],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: log },
        { provide: HTTP_PORTS, inject, useFactory: ports as (...dependencies: unknown[]) => HttpPorts },
        { provide: APP_FILTER, useClass: ProblemFilter },
        // In this order: who, may they, and is it a kind of body that this route takes.
        { provide: APP_GUARD, useClass: PersonGuard },
        { provide: APP_GUARD, useClass: RuleGuard },
        { provide: APP_GUARD, useClass: FormsGuard },
        { provide: APP_PIPE, useClass: ShapePipe },
        RouteCheck,
      ],
      exports: [CONFIG, LOGGER, HTTP_PORTS],
    };
  }
}
