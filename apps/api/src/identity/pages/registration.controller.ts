/** The page behind a registration link: choose a password, and the account is registered (product.md B4). */

import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptsForms } from '../../http/access/forms-guard.js';
import { Public } from '../../http/access/rules.js';
import { ShapeError } from '../../http/problems/errors.js';
import { Identity } from '../identity.js';
import { IDENTITY_PORTS, type IdentityPorts, type PersonCard } from '../ports.js';
import { sendPage, sentJson } from './answers.js';
import { checkedPassword } from './checks.js';
import { alert, html, page, status } from './html.js';
import { linkGone, refusalText } from './refusals.js';
import { languageFrom, textsIn } from './texts.js';

@ApiExcludeController()
@Public()
@Controller('register')
export class RegistrationController {
  constructor(
    @Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts,
    private readonly identity: Identity,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const card = await this.#cardBehind(token);
    if (card === undefined) return linkGone(request, reply);
    this.#form(reply, token, card, 200);
  }

  @AcceptsForms()
  @Post(':token')
  async register(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const json = sentJson(request);
    const card = await this.#cardBehind(token);
    if (card === undefined) return linkGone(request, reply);
    const language = json ? languageFrom(request.headers['accept-language']) : card.language;
    const password = checkedPassword(request.body, language);
    if (password.mistakes.length > 0) {
      if (json) throw new ShapeError('body', password.mistakes);
      return this.#form(reply, token, card, 422, password.mistakes[0]?.detail);
    }
    try {
      const personId = await this.identity.links.use('register', token, async (id) => {
        // Nothing mails links yet: an administrator has handed this one over.
        await this.ports.registrations.register({ personId: id, verifiedBy: 'administrator' });
        const hadPassword = this.identity.passwords.has(id);
        await this.identity.passwords.set(id, password.value);
        if (hadPassword) this.identity.endSignIns(id);
        return id;
      });
      if (personId === undefined) return linkGone(request, reply);
      if (json) return void reply.status(200).header('cache-control', 'no-store').send({ personId });
      const texts = textsIn(card.language);
      void sendPage(reply, 200, page(card.language, texts.register, status(texts.registered)));
    } catch (error) {
      const text = json ? undefined : refusalText(error, card.language);
      if (text === undefined) throw error;
      this.#form(reply, token, card, 409, text);
    }
  }

  async #cardBehind(token: string): Promise<PersonCard | undefined> {
    if (!this.identity.keepsPasswords) return undefined;
    const personId = this.identity.links.personOf('register', token);
    return personId === undefined ? undefined : this.ports.registrations.cardOf(personId);
  }

  #form(reply: FastifyReply, token: string, { name, language }: PersonCard, code: number, problem?: string): void {
    const texts = textsIn(language);
    const content = html`${alert(problem)}
      <p>${texts.greeting(name)}</p>
      <form method="post" action="/register/${token}">
        <label for="password">${texts.newPassword}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="new-password"
          required
          minlength="12"
          maxlength="128"
          aria-describedby="hint"
        />
        <small id="hint">${texts.passwordHint}</small>
        <button type="submit">${texts.save}</button>
      </form>`;
    void sendPage(reply, code, page(language, texts.register, content));
  }
}
