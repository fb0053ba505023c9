import type { Decider } from '../decider.js';
import type { AccountContext } from './context.js';
import type { AccountEvent } from './events.js';
import { openPractice, type OpenPractice } from './practices.js';
import {
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
  | OpenPractice
  | GrantRole
  | RevokeRole
  | AppointAuditor
  | DismissAuditor;

/** One person's account (product.md A). */
export const accountDecider: Decider<AccountState, AccountCommand, AccountEvent, AccountContext> = {
  category: 'account',
  initial: noAccount,
  evolve: evolveAccount,
  decide: (command, state, context) => {
    switch (command.type) {
      case 'ProvisionAccount':
        return provisionAccount(command, state, context);
      case 'HandOutRegistrationLink':
        return handOutRegistrationLink(command, state, context);
      case 'RegisterAccount':
        return registerAccount(command, state, context);
      case 'OpenPractice':
        return openPractice(command, state, context);
      case 'GrantRole':
        return grantRole(command, state, context);
      case 'RevokeRole':
        return revokeRole(command, state, context);
      case 'AppointAuditor':
        return appointAuditor(command, state, context);
      case 'DismissAuditor':
        return dismissAuditor(command, state, context);
    }
  },
};
