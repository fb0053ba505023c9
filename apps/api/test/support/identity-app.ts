/** Identity and the HTTP border alone, on real HTTP, with people in memory in place of the command side. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '@konsil/domain';
import { Body, Controller, Get, Module, Post, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsString, MaxLength } from 'class-validator';
import type { Logger } from 'pino';
import { type Config, loadConfig } from '../../src/config/index.js';
import {
  CommandOrigin,
  type CommandRequest,
  createApplication,
  createLogger,
  HttpModule,
  Person,
  Public,
  Requires,
  SignedIn,
  type StandingRole,
  WaitFor,
} from '../../src/http/index.js';
import { HealthModule } from '../../src/health/index.js';
import { Identity, IdentityModule, type IdentityPorts, type PersonCard } from '../../src/identity/index.js';
import { offerOpenApi } from '../../src/openapi/index.js';
import { freePort } from './free-port.js';

export class NoteDto {
  @IsString()
  @MaxLength(20)
  note: string;
}

@Controller()
export class EchoController {
  @Public()
  @Get('open')
  open() {
    return { open: true };
  }

  @SignedIn()
  @Get('me')
  me(@Person() personId: PersonId, @WaitFor() waitFor: number | undefined) {
    return { personId, waitFor: waitFor ?? null };
  }

  @Requires('administrator')
  @Get('administration')
  administration() {
    return { welcome: true };
  }

  @SignedIn()
  @Post('notes')
  note(@CommandOrigin() origin: CommandRequest, @Body() body: NoteDto) {
    const { personId, method, target, idempotencyKey, ifMatch } = origin;
    return { personId, method, target, idempotencyKey, ifMatch, raw: origin.body.toString(), note: body.note };
  }

  @SignedIn()
  @Get('breaks')
  breaks() {
    throw new Error('secret cause');
  }
}

/** People as the command side would know them. */
export class PeopleInMemory implements IdentityPorts {
  readonly cards = new Map<PersonId, PersonCard>();
  readonly registered = new Map<PersonId, string>();
  readonly subjects = new Map<string, PersonId>();
  readonly roles = new Map<PersonId, Set<StandingRole>>();

  add(personId: PersonId, card: PersonCard): PersonId {
    this.cards.set(personId, card);
    return personId;
  }

  readonly links: IdentityPorts['links'] = {
    byEmail: async (email) =>
      [...this.cards].find(([, card]) => card.email.toLowerCase() === email.trim().toLowerCase())?.[0],
    bySubject: async (issuer, subject) => this.subjects.get(`${issuer} ${subject}`),
    linkSubject: async (issuer, subject, personId) => {
      const known = this.subjects.get(`${issuer} ${subject}`);
      if (known !== undefined) return known;
      const taken = [...this.subjects].some(([name, person]) => person === personId && name.startsWith(`${issuer} `));
      if (!taken) this.subjects.set(`${issuer} ${subject}`, personId);
      return taken ? undefined : personId;
    },
  };

  readonly registrations: IdentityPorts['registrations'] = {
    cardOf: async (personId) => this.cards.get(personId),
    register: async ({ personId, verifiedBy }) => void this.registered.set(personId, verifiedBy),
  };

  readonly firstPerson: IdentityPorts['firstPerson'] = {
    isMissing: async () => this.cards.size === 0,
    create: async ({ personId, ...card }) => void this.cards.set(personId, card),
  };
}

export interface IdentityApp {
  readonly url: string;
  readonly config: Config;
  readonly people: PeopleInMemory;
  readonly identity: Identity;
  readonly application: NestFastifyApplication;
  /** Stops; `keepData` for a start on the same folder. */
  stop(keepData?: boolean): Promise<void>;
}

export interface IdentityAppOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly controllers?: readonly Type[];
  readonly people?: PeopleInMemory;
  /** Where log lines go; nowhere by default. */
  readonly log?: Logger;
}

export const startIdentityApp = async ({
  environment = {},
  controllers = [EchoController],
  people = new PeopleInMemory(),
  log = createLogger('silent'),
}: IdentityAppOptions = {}): Promise<IdentityApp> => {
  const folder = environment['KONSIL_DATA'] ?? (await mkdtemp(join(tmpdir(), 'konsil-identity-')));
  const port = await freePort();
  const config = loadConfig({
    KONSIL_DATA: folder,
    KONSIL_PORT: `${port}`,
    KONSIL_LOG_LEVEL: 'silent',
    KONSIL_BODY_LIMIT: '4096',
    ...environment,
  });

  @Module({
    imports: [
      HttpModule.register({
        config,
        log,
        ports: () => ({ roles: { rolesOf: (personId) => people.roles.get(personId) ?? new Set() } }),
      }),
      IdentityModule.register({ config, ports: () => people }),
      HealthModule.register({ checks: () => [{ name: 'people', check: () => ({ ok: people.cards.size > 0 }) }] }),
    ],
    controllers: [...controllers],
  })
  class TestModule {}

  const application = await createApplication(TestModule, config, log);
  offerOpenApi(application, config);
  await application.listen(config.port, config.host);
  return {
    url: config.publicUrl,
    config,
    people,
    identity: application.get(Identity),
    application,
    stop: async (keepData = false) => {
      // A test that looked at a status alone leaves an answer unread, which would keep the connection.
      application.getHttpServer().closeAllConnections();
      await application.close();
      if (!keepData) await rm(folder, { recursive: true, force: true });
    },
  };
};
