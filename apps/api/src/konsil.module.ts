/** The assembly: which controllers and handlers there are, and what they are given. */

import { createAuditQueries } from '@konsil/audit';
import { createQueries } from '@konsil/projections';
import { type DynamicModule, Global, Module, type Provider, type Type } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { AccountsController } from './accounts/accounts.controller.js';
import { ChangeRolesHandler } from './accounts/change-roles.js';
import { MeController } from './accounts/me.controller.js';
import { HandOutLinkHandler } from './accounts/hand-out-link.js';
import { OpenPracticeHandler } from './accounts/open-practice.js';
import { Provisioning } from './accounts/provisioning.js';
import { ProvisionPersonHandler } from './accounts/provision-person.js';
import { AccountRegistrations, DirectoryLinks, FirstAdministrator } from './accounts/registrations.js';
import { RegistrationLinksController } from './accounts/registration-links.controller.js';
import { AccountRoles } from './accounts/roles-of.js';
import { AuditController } from './audit/audit.controller.js';
import { BulkPreviewsController } from './bulk/bulk-previews.controller.js';
import { BulkSharesController } from './bulk/bulk-shares.controller.js';
import { BulkPreviews } from './bulk/preview.js';
import { StartBulkShareHandler } from './bulk/start.js';
import { UndoBulkShareHandler } from './bulk/undo.js';
import { CasesController } from './cases/cases.controller.js';
import { now } from './clock.js';
import { Aggregates } from './commands/aggregates.js';
import { AnswerHook } from './commands/answer-hook.js';
import { Contexts } from './commands/contexts.js';
import { Desk } from './commands/desk.js';
import { Gate } from './commands/gate.js';
import { Origins } from './commands/origins.js';
import { jitteredPause } from './commands/pause.js';
import type { Config } from './config/index.js';
import { ActOnConversationHandler } from './conversations/act-on-conversation.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { HomeController } from './home.controller.js';
import { HealthModule } from './health/index.js';
import { AUTHENTICATOR, type Authenticator, HttpModule } from './http/index.js';
import { IdentityModule } from './identity/index.js';
import { CollaborationListController } from './lists/collaborations.controller.js';
import { OrderListController } from './lists/orders.controller.js';
import { Reads } from './lists/reads.js';
import { LiveController } from './live/live.controller.js';
import { LiveStreams } from './live/streams.js';
import { OrdersController } from './orders/orders.controller.js';
import { SubmitOrderHandler } from './orders/submit-order.js';
import { ChangeOrganisationHandler } from './organisations/change-organisation.js';
import { OrganisationsController } from './organisations/organisations.controller.js';
import { ChangeConsentHandler } from './patients/consents.js';
import { PatientIdentities } from './patients/identities.js';
import { PatientsController } from './patients/patients.controller.js';
import { AUDIT_QUERIES, DIRECTORY, EVENT_STORE } from './ports.js';
import { ChooseHandler } from './preferences/choose.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { assemblePolicies, Policies } from './policies/index.js';
import type { Parts } from './process/parts.js';
import { readinessChecks } from './process/readiness.js';
import { ActOnSetupHandler } from './reviews/act-on-setup.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { AcceptInvitationHandler } from './roster/accept-invitation.js';
import { AddCollaboratorHandler } from './roster/add-collaborator.js';
import { ConfirmHandler } from './roster/confirm.js';
import { RemoveCollaboratorHandler } from './roster/remove-collaborator.js';
import { RosterController } from './roster/roster.controller.js';
import { ChangeSharingHandler } from './sharing/change-sharing.js';
import { SharingController } from './sharing/sharing.controller.js';
import { WorkController } from './work/work.controller.js';

const controllers: Type[] = [
  AccountsController,
  AuditController,
  BulkPreviewsController,
  BulkSharesController,
  CasesController,
  CollaborationListController,
  ConversationsController,
  HomeController,
  LiveController,
  MeController,
  OrderListController,
  OrdersController,
  OrganisationsController,
  PatientsController,
  PreferencesController,
  RegistrationLinksController,
  ReviewsController,
  RosterController,
  SharingController,
  WorkController,
];

const handlers: Type[] = [
  AcceptInvitationHandler,
  ActOnConversationHandler,
  ActOnSetupHandler,
  AddCollaboratorHandler,
  ChangeConsentHandler,
  ChangeOrganisationHandler,
  ChangeRolesHandler,
  ChangeSharingHandler,
  ChooseHandler,
  ConfirmHandler,
  HandOutLinkHandler,
  OpenPracticeHandler,
  ProvisionPersonHandler,
  RemoveCollaboratorHandler,
  StartBulkShareHandler,
  SubmitOrderHandler,
  UndoBulkShareHandler,
];

/** What the handlers are given, made from the opened parts. */
@Global()
@Module({})
export class PartsModule {
  static with(parts: Parts, config: Config, log: Logger): DynamicModule {
    const { store, codec, directory, work, readStore, readSide, cursorKey, startedAt } = parts;
    const aggregates = new Aggregates(store, codec);
    // Such a log has one writing process: the one that holds its lock.
    if (store.guards === 'atomic') work.servesAlone();
    const contexts = new Contexts(now, {
      attestationVersion: config.attestationVersion,
      termsVersion: config.termsVersion,
    });
    const desk = new Desk(store, codec, aggregates, readSide, now, jitteredPause);
    const providers: Provider[] = [
      { provide: Aggregates, useValue: aggregates },
      { provide: Contexts, useValue: contexts },
      { provide: Desk, useValue: desk },
      { provide: EVENT_STORE, useValue: store },
      { provide: DIRECTORY, useValue: directory },
      { provide: PatientIdentities, useValue: new PatientIdentities(store, codec) },
      { provide: AUDIT_QUERIES, useValue: createAuditQueries(readStore) },
      { provide: Reads, useValue: new Reads(createQueries(readStore), readSide, now, cursorKey, startedAt) },
      { provide: BulkPreviews, useValue: new BulkPreviews(aggregates, contexts) },
      { provide: AccountRoles, useValue: new AccountRoles(aggregates, now) },
      { provide: AccountRegistrations, useValue: new AccountRegistrations(desk, contexts, store, codec) },
      { provide: FirstAdministrator, useValue: new FirstAdministrator(desk, contexts, store, directory) },
      { provide: Provisioning, useValue: new Provisioning(desk, contexts, directory) },
      { provide: DirectoryLinks, useValue: new DirectoryLinks(directory) },
      // Rules run where the projector does: one process holds its lock.
      {
        provide: Policies,
        useValue: new Policies(
          config.projector ? assemblePolicies(parts, { desk, contexts, aggregates }, log) : undefined,
        ),
      },
      { provide: Origins, useValue: new Origins(work) },
      {
        provide: Gate,
        inject: [CommandBus, Origins],
        useFactory: (bus: CommandBus, origins: Origins) => new Gate(bus, work, origins),
      },
    ];
    return { module: PartsModule, imports: [CqrsModule.forRoot()], providers, exports: [...providers, CqrsModule] };
  }
}

/** The whole application. */
@Module({})
export class KonsilModule {
  static with(parts: Parts, config: Config, log: Logger): DynamicModule {
    return {
      module: KonsilModule,
      imports: [
        PartsModule.with(parts, config, log),
        IdentityModule.register({
          config,
          inject: [DirectoryLinks, AccountRegistrations, FirstAdministrator],
          ports: (links: DirectoryLinks, registrations: AccountRegistrations, firstPerson: FirstAdministrator) => ({
            links,
            registrations,
            firstPerson,
          }),
        }),
        HealthModule.register({
          inject: [Aggregates, Policies],
          checks: (aggregates: Aggregates, policies: Policies) => readinessChecks(parts, aggregates, policies),
        }),
        HttpModule.register({ config, log, inject: [AccountRoles], ports: (roles: AccountRoles) => ({ roles }) }),
      ],
      controllers,
      providers: [
        ...handlers,
        AnswerHook,
        {
          provide: LiveStreams,
          inject: [AUTHENTICATOR],
          useFactory: (authenticator: Authenticator) => new LiveStreams(parts.live, authenticator),
        },
      ],
    };
  }
}
