/** From the shape of a share to what the domain calls it. */

import type { ShareWith } from '@konsil/domain';
import { ShapeError } from '../http/index.js';
import type { AddToCaseDto } from './dto.js';

/**
 * @param at JSON pointer of the share in the body; empty where it is the body itself
 * @throws ShapeError for an end by date that names none
 */
export const shareOf = ({ collaboratorId, ends, purpose, pseudonymised }: AddToCaseDto, at: string): ShareWith => ({
  collaboratorId,
  ...(ends !== undefined && { ends: endOf(ends, at) }),
  ...(purpose !== undefined && { purpose }),
  ...(pseudonymised !== undefined && { pseudonymised }),
});

const endOf = ({ on, at: moment }: NonNullable<AddToCaseDto['ends']>, at: string) => {
  if (on === 'approval') return { on };
  if (moment === undefined) throw new ShapeError('body', [{ pointer: `${at}/ends/at`, detail: 'is missing' }]);
  return { on, at: new Date(moment).toISOString() };
};
