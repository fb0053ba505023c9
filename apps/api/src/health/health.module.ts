import { type DynamicModule, type InjectionToken, Module, type ModuleMetadata } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { type ReadinessCheck, READINESS_CHECKS } from './ports.js';
import { ReadinessService } from './readiness.js';

export interface HealthModuleOptions {
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** What `checks` is called with. */
  readonly inject?: InjectionToken[];
  readonly checks: (...dependencies: never[]) => readonly ReadinessCheck[];
}

/** `/livez` and `/readyz`. */
@Module({})
export class HealthModule {
  static register({ imports = [], inject = [], checks }: HealthModuleOptions): DynamicModule {
    return {
      module: HealthModule,
      imports,
      controllers: [HealthController],
      providers: [
        {
          provide: READINESS_CHECKS,
          inject,
          useFactory: checks as (...dependencies: unknown[]) => readonly ReadinessCheck[],
        },
        ReadinessService,
      ],
      exports: [ReadinessService],
    };
  }
}
