import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from './http/index.js';

/** Who opens Konsil's address in a browser sees what it offers: until there is a portal, the API pages. */
@ApiExcludeController()
@Controller()
export class HomeController {
  @Get()
  @Public()
  @Redirect('/docs', 302)
  home(): void {}
}
