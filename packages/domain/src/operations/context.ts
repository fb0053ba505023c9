/** What a decision about the installation is given besides its state. */

import type { Context } from '../context.js';

export interface OperationsContext extends Context {
  /** Where the group stands parked now; absent where it is not. */
  readonly parked?: { readonly position: number; readonly eventType: string };
}
