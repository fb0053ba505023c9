/** How a process is. */

import { ApiProperty } from '@nestjs/swagger';
import { Flag, Word } from '../openapi/fields.js';
import type { CheckResult } from './ports.js';
import type { Readiness } from './readiness.js';

export class Alive {
  @Word({ ok: true })
  readonly status!: 'ok';
}

export class PartState implements CheckResult {
  @Flag()
  readonly ok!: boolean;

  @ApiProperty({
    type: 'object',
    selfRequired: false,
    additionalProperties: { type: ['string', 'number', 'boolean'] },
    description: 'Numbers and states, by name',
  })
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

export class ReadinessState implements Readiness {
  @Flag({ description: 'Whether this process should get requests' })
  readonly ready!: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/PartState' },
    description: 'Part by part',
  })
  readonly checks!: Readonly<Record<string, PartState>>;
}
