/** What becomes of a request for erasure: execute, restrict now and schedule, or refuse. Rules: product.md G9. */

import type { Decisions } from '../../decider.js';
import type { PatientContext } from '../context.js';
import type { PatientEvent } from '../events.js';
import type { PatientState } from '../state.js';
import { erasePersonalData, type ErasePersonalData } from './executing.js';
import { refuseErasure, type RefuseErasure, requestErasure, type RequestErasure } from './requesting.js';
import { restrictProcessing, type RestrictProcessing } from './restricting.js';

export type ErasingCommand = RequestErasure | RefuseErasure | RestrictProcessing | ErasePersonalData;

export const erasingDecisions: Decisions<PatientState, ErasingCommand, PatientEvent, PatientContext> = {
  RequestErasure: requestErasure,
  RefuseErasure: refuseErasure,
  RestrictProcessing: restrictProcessing,
  ErasePersonalData: erasePersonalData,
};

export type { ErasePersonalData } from './executing.js';
export { erasableClasses, keptUntil, type Treatment } from './keeping.js';
export type { RefuseErasure, RequestErasure } from './requesting.js';
export type { RestrictProcessing } from './restricting.js';
