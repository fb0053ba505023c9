/** What a collaborator may do, and the end of it. Rules: product.md B3, B6. */

import type { Decisions } from '../../decider.js';
import type { RosterContext } from '../context.js';
import type { RosterEvent } from '../events.js';
import type { RosterState } from '../state.js';
import {
  changePermissions,
  type ChangePermissions,
  pauseCollaborator,
  type PauseCollaborator,
  resumeCollaborator,
  type ResumeCollaborator,
} from './permitting.js';
import { removeCollaborator, type RemoveCollaborator } from './removing.js';

export type PermittingCommand = ChangePermissions | PauseCollaborator | ResumeCollaborator | RemoveCollaborator;

export const permittingDecisions: Decisions<RosterState, PermittingCommand, RosterEvent, RosterContext> = {
  ChangePermissions: changePermissions,
  PauseCollaborator: pauseCollaborator,
  ResumeCollaborator: resumeCollaborator,
  RemoveCollaborator: removeCollaborator,
};

export { PERMISSIONS } from './permissions.js';
export type { ChangePermissions, PauseCollaborator, ResumeCollaborator } from './permitting.js';
export type { RemoveCollaborator } from './removing.js';
