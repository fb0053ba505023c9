import {
  type DynamicModule,
  Global,
  Inject,
  type InjectionToken,
  Module,
  type ModuleMetadata,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Config } from '../config/index.js';
import { AUTHENTICATOR, type Authenticator } from '../http/ports.js';
import { Identity } from './identity.js';
import { RegistrationController } from './pages/registration.controller.js';
import { SignInController } from './pages/sign-in.controller.js';
import { WelcomeController } from './pages/welcome.controller.js';
import { IDENTITY_PORTS, type IdentityPorts } from './ports.js';
import { mountProvider } from './provider/mount.js';
import { builtInProvider } from './provider/provider.js';
import { SignInThrottle } from './provider/throttle.js';
import { signingKeys } from './store/keys.js';
import { OIDC_PROVIDER, PUBLIC_URL } from './tokens.js';
import { builtInAuthenticator, outsideAuthenticator } from './tokens/authenticators.js';

export interface IdentityModuleOptions {
  readonly config: Config;
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** What `ports` is called with. */
  readonly inject?: InjectionToken[];
  readonly ports: (...dependencies: never[]) => IdentityPorts;
}

/** Signing in: offers {@link Identity} and the {@link AUTHENTICATOR} everywhere. */
@Global()
@Module({})
export class IdentityModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly identity: Identity,
    @Inject(OIDC_PROVIDER) private readonly provider: Provider | null,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  static register({ config, imports = [], inject = [], ports }: IdentityModuleOptions): DynamicModule {
    const builtIn = config.issuer.kind === 'built-in';
    return {
      module: IdentityModule,
      imports,
      controllers: builtIn ? [SignInController, RegistrationController, WelcomeController] : [WelcomeController],
      providers: [
        { provide: PUBLIC_URL, useValue: config.publicUrl },
        { provide: IDENTITY_PORTS, inject, useFactory: ports as (...dependencies: unknown[]) => IdentityPorts },
        {
          provide: Identity,
          inject: [IDENTITY_PORTS],
          useFactory: (given: IdentityPorts) => new Identity(config, given),
        },
        { provide: SignInThrottle, useFactory: () => new SignInThrottle() },
        {
          provide: OIDC_PROVIDER,
          inject: [Identity, IDENTITY_PORTS],
          useFactory: (identity: Identity, given: IdentityPorts) =>
            builtIn ? providerOf(config, identity, given) : null,
        },
        {
          provide: AUTHENTICATOR,
          inject: [Identity, IDENTITY_PORTS],
          useFactory: (identity: Identity, given: IdentityPorts): Promise<Authenticator> | Authenticator =>
            builtIn ? builtInAuthenticator(config, identity) : outsideAuthenticator(config, given),
        },
      ],
      exports: [Identity, AUTHENTICATOR, IDENTITY_PORTS],
    };
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    if (this.provider !== null) mountProvider(server, this.provider, this.publicUrl);
  }

  onApplicationShutdown(): void {
    this.identity.close();
  }
}

const providerOf = async (config: Config, identity: Identity, ports: IdentityPorts): Promise<Provider> =>
  builtInProvider({
    issuer: config.issuer.url,
    audience: config.audience,
    redirectUris: config.redirectUris,
    keys: await signingKeys(identity.database),
    database: identity.database,
    revocations: identity.revocations,
    ports,
  });
