import type { CaseId } from '@konsil/domain';
import { Body, Controller, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, SignedIn } from '../http/index.js';
import { Does } from '../openapi/index.js';
import { ChangeSharing } from './change-sharing.js';
import { ChangeSharingDto } from './dto.js';
import { shareOf } from './terms.js';

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
    const change = { add: add.map((share, index) => shareOf(share, `/add/${index}`)), remove };
    return this.gate.execute(new ChangeSharing(this.gate.originOf(request), caseId, change));
  }
}
