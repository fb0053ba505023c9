import { Body, Controller, Post } from '@nestjs/common';
import { ApiNotFoundResponse, ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, Requires } from '../http/index.js';
import { Makes } from '../openapi/index.js';
import { OrderMade } from './answers.dto.js';
import { SubmitOrderDto } from './dto.js';
import { SubmitOrder } from './submit-order.js';

/** New orders (product.md D1). The list of them is in `lists/`. */
@ApiTags('orders')
@Controller('orders')
export class OrdersController {
  constructor(private readonly gate: Gate) {}

  @Post()
  @Requires('provider')
  @ApiNotFoundResponse({ description: 'No such patient or practice of this provider.' })
  @Makes('Submit an order for a known or a new patient', OrderMade)
  submit(@Body() order: SubmitOrderDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new SubmitOrder(this.gate.originOf(request), order));
  }
}
