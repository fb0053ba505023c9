import { notFound, type PersonId } from '@konsil/domain';
import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiNotFoundResponse, ApiTags } from '@nestjs/swagger';
import type { Directory } from '@konsil/event-store';
import { Person, Requires, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Answers } from '../openapi/index.js';
import { DIRECTORY } from '../ports.js';
import { Me } from './answers.dto.js';
import { LookupPersonDto } from './dto.js';
import { PersonFound } from './lookup.dto.js';

/** Who I am, and who somebody is whose exact e-mail I know (product.md A2, B2). */
@ApiTags('people')
@Controller()
export class MeController {
  constructor(
    private readonly reads: Reads,
    @Inject(DIRECTORY) private readonly directory: Directory,
  ) {}

  @Get('me')
  @SignedIn()
  @ApiNotFoundResponse({ description: 'The account is gone.' })
  @Answers('Me: name, roles, practices, organisations', Me)
  async me(@Person() viewer: PersonId, @WaitFor() waitFor: number | undefined): Promise<Me> {
    await this.reads.asking(viewer, waitFor);
    const { queries } = this.reads;
    const [person] = await queries.people([viewer]);
    if (person === undefined) throw notFound();
    const [practices, organisations] = await Promise.all([queries.practices(viewer), queries.organisationsOf(viewer)]);
    return { ...person, practices, organisations };
  }

  @Post('people/lookup')
  @Requires('provider')
  @Answers('The name behind an exact e-mail address, to fill in the form; there is no browsing', PersonFound)
  async lookup(@Body() { email }: LookupPersonDto): Promise<PersonFound> {
    const personId = (await this.directory.find(email)) as PersonId | undefined;
    const [person] = personId === undefined ? [] : await this.reads.queries.people([personId]);
    if (person === undefined) return { found: false };
    const isProvider = (await this.reads.queries.practices(person.personId)).length > 0;
    return { found: true, person: { personId: person.personId, name: person.name, isProvider } };
  }
}
