import type { OrderingEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import {
  annasPractice,
  annasSecondPractice,
  jonasInAnnasRoster,
  luisInAnnasRoster,
  ofCase,
  orderNumber,
  planWellInAnnasRoster,
  replacementNumber,
  retainerNumber,
  revisionNumber,
  wordsOfRevision,
} from '../exampleIds.js';
import { shared, words } from './shared.js';

const byJonas = { through: jonasInAnnasRoster } as const;
const byLuis = { through: luisInAnnasRoster } as const;
const ofPlanWell = { ...ofCase, collaboratorId: planWellInAnnasRoster } as const;

export const orderingEntries: Entries<OrderingEvent['type']> = {
  OrderDrafted: {
    ...shared,
    recorded: 'a provider, or a collaborator who may add orders, begins an order; only the two of them see it',
    by: ['provider', 'collaborator'],
    personal: {},
    purpose: 'preparation of an order',
    example: { ...ofCase, ...byJonas, orderNumber, kind: 'aligner', practiceId: annasPractice, pseudonymised: true },
  },
  DraftDiscarded: {
    ...shared,
    recorded: 'the creator of a draft, or the provider, gives it up',
    by: ['provider', 'collaborator'],
    personal: {},
    purpose: 'end of what was prepared and never ordered',
    example: { ...ofCase, ...byJonas },
  },
  OrderSubmitted: {
    ...shared,
    recorded:
      'a provider, or a collaborator who may add orders, submits the order that starts a case; with a collaborator’s the ' +
      'case is shared with its creator in the same act',
    by: ['provider', 'collaborator'],
    personal: {},
    purpose: 'treatment of the patient',
    example: { ...ofCase, orderNumber, kind: 'aligner', practiceId: annasPractice, reviewRule: { rule: 'any' } },
  },
  RevisionRequested: {
    ...shared,
    recorded:
      'a provider, or a collaborator with the permission, asks for another plan after the approval; takes the pen',
    by: ['provider', 'collaborator'],
    personal: words,
    purpose: 'treatment of the patient',
    example: {
      ...ofCase,
      ...byLuis,
      orderNumber: revisionNumber,
      charge: 'included',
      words: { messageId: wordsOfRevision, text: 'Bitte den Engstand im Unterkiefer auflösen.' },
    },
  },
  RetainerOrdered: {
    ...shared,
    recorded:
      'a provider, or a collaborator who may add orders, orders retainers for a case, also for one that has ended',
    by: ['provider', 'collaborator'],
    personal: {},
    purpose: 'treatment of the patient',
    example: { ...ofCase, ...byJonas, orderNumber: retainerNumber, charge: 'included' },
  },
  ReplacementOrdered: {
    ...shared,
    recorded: 'the provider has aligners made again that were lost or broken or do not fit',
    by: ['provider'],
    personal: {},
    purpose: 'treatment of the patient',
    // Only a provider orders replacements today: `through` is for the day on which a permission covers them.
    example: { ...ofCase, orderNumber: replacementNumber, cause: 'lost', aligners: [7, 8] },
  },
  CaseTypeUpgraded: {
    ...shared,
    recorded: 'the provider chooses a larger case type before the one that the case has expires',
    by: ['provider'],
    personal: {},
    purpose: 'which price model covers what is ordered',
    example: { ...ofCase, from: 'two', to: 'unlimited-3' },
  },
  CasePracticeChanged: {
    ...shared,
    recorded: 'the provider moves the case to another of the own practices',
    by: ['provider'],
    personal: {},
    purpose: 'treatment of the patient',
    example: { ...ofCase, from: annasPractice, to: annasSecondPractice },
  },
  TpsOrdered: {
    ...shared,
    recorded:
      'the provider orders a planning service, at submission, on the case or with a revision; unless it is already, the case ' +
      'is shared with the service in the same act',
    by: ['provider'],
    personal: {},
    purpose: 'planning of the treatment by a service, and until when',
    example: { ...ofPlanWell, with: 'submission', dueAt: '2026-03-16T23:59:59.999Z' },
  },
  TpsCompleted: {
    ...shared,
    recorded: 'a member of the planning service says that its planning is done',
    by: ['collaborator'],
    personal: {},
    purpose: 'planning of the treatment by a service',
    example: ofPlanWell,
  },
  TpsCancelled: {
    ...shared,
    recorded: 'the provider takes the order of a planning service back; the share stays until it is ended',
    by: ['provider'],
    personal: {},
    purpose: 'planning of the treatment by a service',
    example: ofPlanWell,
  },
};
