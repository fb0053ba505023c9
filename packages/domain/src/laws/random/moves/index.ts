/** Any move. */

import fc from 'fast-check';
import { ofAccounts } from './accounts.js';
import { ofWhatIsOpen } from './following.js';
import { ofMessages } from './messages.js';
import type { Move, WeightedMove } from './move.js';
import { ofOrders } from './orders.js';
import { ofPatients } from './patients.js';
import { ofReviews } from './reviews.js';
import { ofRosters } from './rosters.js';
import { ofSharing } from './sharing.js';

const all: readonly WeightedMove[] = [
  ...ofAccounts,
  ...ofRosters,
  ...ofPatients,
  ...ofSharing,
  ...ofReviews,
  ...ofOrders,
  ...ofMessages,
  ...ofWhatIsOpen,
];

export const anyMove: fc.Arbitrary<Move> = fc.oneof(...all);

export { type Aim, everyone, type Move, stepOf } from './move.js';
