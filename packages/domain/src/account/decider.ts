import { type Decider, type Decisions, decideWith } from '../decider.js';
import { closeAccount, type CloseAccount } from './closing.js';
import type { AccountContext } from './context.js';
import type { AccountEvent } from './events.js';
import {
  closePractice,
  type ClosePractice,
  openPractice,
  type OpenPractice,
  renamePractice,
  type RenamePractice,
} from './practices.js';
import { type PreferenceCommand, preferenceDecisions } from './preferences/index.js';
import {
  changeEmail,
  type ChangeEmail,
  handOutRegistrationLink,
  type HandOutRegistrationLink,
  provisionAccount,
  type ProvisionAccount,
  registerAccount,
  type RegisterAccount,
} from './registering.js';
import {
  appointAuditor,
  type AppointAuditor,
  dismissAuditor,
  type DismissAuditor,
  grantRole,
  type GrantRole,
  revokeRole,
  type RevokeRole,
} from './roles.js';
import { type AccountState, evolveAccount, noAccount } from './state.js';

export type AccountCommand =
  | ProvisionAccount
  | HandOutRegistrationLink
  | RegisterAccount
  | ChangeEmail
  | CloseAccount
  | OpenPractice
  | RenamePractice
  | ClosePractice
  | GrantRole
  | RevokeRole
  | AppointAuditor
  | DismissAuditor
  | PreferenceCommand;

const decisions: Decisions<AccountState, AccountCommand, AccountEvent, AccountContext> = {
  ProvisionAccount: provisionAccount,
  HandOutRegistrationLink: handOutRegistrationLink,
  RegisterAccount: registerAccount,
  ChangeEmail: changeEmail,
  CloseAccount: closeAccount,
  OpenPractice: openPractice,
  RenamePractice: renamePractice,
  ClosePractice: closePractice,
  GrantRole: grantRole,
  RevokeRole: revokeRole,
  AppointAuditor: appointAuditor,
  DismissAuditor: dismissAuditor,
  ...preferenceDecisions,
};

/** One person's account (product.md A). */
export const accountDecider: Decider<AccountState, AccountCommand, AccountEvent, AccountContext> = {
  category: 'account',
  initial: noAccount,
  evolve: evolveAccount,
  decide: decideWith(decisions),
};
