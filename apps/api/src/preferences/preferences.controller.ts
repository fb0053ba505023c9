import { notFound, type NotificationKind, type PersonId, type PreferenceCommand, type ViewId } from '@konsil/domain';
import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiNotFoundResponse, ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, PathWord, Person, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Answers, Does } from '../openapi/index.js';
import { NOTIFICATION_KINDS, Preferences, Views } from './answers.dto.js';
import { Choose } from './choose.js';
import { ChooseLanguageDto, ChooseTimeZoneDto, NotificationSettingDto, SaveViewDto } from './dto.js';

/** What I chose for myself; nobody else is shown it (product.md A1, A4, A5). */
@ApiTags('people')
@Controller('me')
export class PreferencesController {
  constructor(
    private readonly gate: Gate,
    private readonly reads: Reads,
  ) {}

  @Get('preferences')
  @SignedIn()
  @ApiNotFoundResponse({ description: 'The account is gone.' })
  @Answers('My language, my time zone, and what I am told of', Preferences)
  async preferences(@Person() viewer: PersonId, @WaitFor() waitFor: number | undefined): Promise<Preferences> {
    await this.reads.asking(viewer, waitFor);
    const found = await this.reads.queries.preferences(viewer);
    if (found === undefined) throw notFound();
    return found;
  }

  @Put('language')
  @SignedIn()
  @Does('Choose the language of mails and pages')
  chooseLanguage(@Body() data: ChooseLanguageDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.choose(request, { type: 'ChooseLanguage', data });
  }

  @Put('time-zone')
  @SignedIn()
  @Does('Choose by whose clock the daily summary leaves')
  chooseTimeZone(@Body() data: ChooseTimeZoneDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.choose(request, { type: 'ChooseTimeZone', data });
  }

  @Put('notifications/:kind')
  @SignedIn()
  @Does('Choose how to be told of one kind: at once, in the daily summary, both or neither')
  changeNotification(
    @PathWord('kind', NOTIFICATION_KINDS) kind: NotificationKind,
    @Body() { instant, summary }: NotificationSettingDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.choose(request, { type: 'ChangeNotificationSetting', data: { kind, instant, summary } });
  }

  @Get('views')
  @SignedIn()
  @Answers('My saved views of lists', Views)
  async views(@Person() viewer: PersonId, @WaitFor() waitFor: number | undefined): Promise<Views> {
    await this.reads.asking(viewer, waitFor);
    return { views: await this.reads.queries.savedViews(viewer) };
  }

  @Put('views/:viewId')
  @SignedIn()
  @Does('Save a view under an id of its own, or in the place of what it holds')
  saveView(
    @PathId('viewId') viewId: ViewId,
    @Body() { name, list, filters = {}, columns, sort }: SaveViewDto,
    @CommandOrigin() request: CommandRequest,
  ): Promise<Answer> {
    return this.choose(request, { type: 'SaveView', data: { viewId, name, view: { list, filters, columns, sort } } });
  }

  @Delete('views/:viewId')
  @SignedIn()
  @Does('Delete a view; nothing where there is none')
  deleteView(@PathId('viewId') viewId: ViewId, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.choose(request, { type: 'DeleteView', data: { viewId } });
  }

  private choose(request: CommandRequest, choice: PreferenceCommand): Promise<Answer> {
    return this.gate.execute(new Choose(this.gate.originOf(request), choice));
  }
}
