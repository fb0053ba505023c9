/** The sign-in page of the built-in provider. */

import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { AcceptsForms } from '../../http/access/forms-guard.js';
import { Public } from '../../http/access/rules.js';
import { Identity } from '../identity.js';
import { IDENTITY_PORTS, type IdentityPorts } from '../ports.js';
import { OIDC_PROVIDER } from '../tokens.js';
import { SignInThrottle } from '../provider/throttle.js';
import { fieldOf, sendPage } from './answers.js';
import { alert, html, originOf, page } from './html.js';
import { languageFrom, textsIn } from './texts.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

@ApiExcludeController()
@Public()
@Controller('sign-in')
export class SignInController {
  constructor(
    @Inject(OIDC_PROVIDER) private readonly provider: Provider,
    @Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts,
    private readonly identity: Identity,
    private readonly throttle: SignInThrottle,
  ) {}

  @Get(':uid')
  async show(@Param('uid') uid: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const interaction = await this.#interaction(uid, request, reply);
    if (interaction === undefined) return this.#expired(request, reply);
    // Asking for consent by name shows nothing: the portal is our own.
    if (interaction.prompt.name === 'consent') return this.#finish(request, reply, { consent: {} });
    this.#form(request, reply, interaction, 200, undefined, textOf(interaction.params['login_hint']));
  }

  @AcceptsForms()
  @Post(':uid')
  async signIn(@Param('uid') uid: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const interaction = await this.#interaction(uid, request, reply);
    if (interaction === undefined || interaction.prompt.name !== 'login') return this.#expired(request, reply);
    const email = fieldOf(request.body, 'email').trim();
    const password = fieldOf(request.body, 'password');
    const texts = textsIn(languageFrom(request.headers['accept-language']));
    const wait = this.throttle.secondsToWait(email);
    if (wait > 0) {
      void reply.header('retry-after', wait);
      return this.#form(request, reply, interaction, 429, texts.wait(wait), email);
    }
    // Counted before the slow check, so that attempts at the same moment count as well.
    this.throttle.failed(email);
    const personId = email.length <= 254 && password.length <= 1024 ? await this.ports.links.byEmail(email) : undefined;
    const right = await this.identity.passwords.matches(personId, password.slice(0, 1024));
    if (personId === undefined || !right) return this.#form(request, reply, interaction, 401, texts.wrong, email);
    this.throttle.succeeded(email);
    await this.#finish(request, reply, { login: { accountId: personId, amr: ['pwd'] } });
  }

  /** The sign-in that this browser began; undefined where it expired, or began elsewhere. */
  async #interaction(uid: string, request: FastifyRequest, reply: FastifyReply): Promise<Interaction | undefined> {
    try {
      const interaction = await this.provider.interactionDetails(request.raw, reply.raw);
      return interaction.uid === uid ? interaction : undefined;
    } catch (error) {
      if (error instanceof Error && error.name === 'SessionNotFound') return undefined;
      throw error;
    }
  }

  async #finish(request: FastifyRequest, reply: FastifyReply, result: Parameters<Provider['interactionResult']>[2]) {
    const next = await this.provider.interactionResult(request.raw, reply.raw, result, {
      mergeWithLastSubmission: true,
    });
    void reply.header('cache-control', 'no-store').redirect(next, 303);
  }

  #form(
    request: FastifyRequest,
    reply: FastifyReply,
    { uid, params }: Interaction,
    status: number,
    problem?: string,
    email = '',
  ) {
    const language = languageFrom(request.headers['accept-language']);
    const texts = textsIn(language);
    const content = html`${alert(problem)}
      <form method="post" action="/sign-in/${uid}">
        <label for="email">${texts.email}</label>
        <input id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="${email}" />
        <label for="password">${texts.password}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="128" />
        <button type="submit">${texts.signIn}</button>
      </form>`;
    void sendPage(reply, status, page(language, texts.signIn, content), originOf(params['redirect_uri']));
  }

  #expired(request: FastifyRequest, reply: FastifyReply): void {
    const language = languageFrom(request.headers['accept-language']);
    const texts = textsIn(language);
    void sendPage(reply, 400, page(language, texts.failed, html`${alert(texts.expired)}`));
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
