import type { CaseId } from '@konsil/domain';
import { Body, Controller, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, ShapeError, SignedIn } from '../http/index.js';
import { Does } from '../openapi/index.js';
import { ChangeSharing } from './change-sharing.js';
import { type AddToCaseDto, ChangeSharingDto } from './dto.js';

/** Who a case is shared with (product.md C1). */
@ApiTags('cases')
@Controller('cases/:caseId/collaborators')
export class SharingController {
  constructor(private readonly gate: Gate) {}

  @Patch()
  @SignedIn()
  @Does('Share the case with some and end it for others, all or nothing')
  change(
    @PathId('caseId') caseId: CaseId,
    @Body() { add, remove }: ChangeSharingDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    const change = { add: add.map(grantOf), remove };
    return this.gate.execute(new ChangeSharing(this.gate.originOf(request), caseId, change));
  }
}

const grantOf = ({ collaboratorId, ends, purpose, pseudonymised }: AddToCaseDto, index: number) => ({
  collaboratorId,
  ...(ends !== undefined && { ends: endOf(ends, index) }),
  ...(purpose !== undefined && { purpose }),
  ...(pseudonymised !== undefined && { pseudonymised }),
});

const endOf = ({ on, at }: NonNullable<AddToCaseDto['ends']>, index: number) => {
  if (on === 'approval') return { on };
  if (at === undefined) throw new ShapeError('body', [{ pointer: `/add/${index}/ends/at`, detail: 'is missing' }]);
  return { on, at: new Date(at).toISOString() };
};
