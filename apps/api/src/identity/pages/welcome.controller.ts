/** The page behind the first start's link: it makes the first person, the installation's administrator. */

import type { Language, PersonId } from '@konsil/domain';
import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptsForms } from '../../http/access/forms-guard.js';
import { Public } from '../../http/access/rules.js';
import { ShapeError } from '../../http/problems/errors.js';
import { Identity } from '../identity.js';
import { IDENTITY_PORTS, type IdentityPorts, type PersonCard } from '../ports.js';
import { sendPage, sentJson } from './answers.js';
import { checkedCard, checkedPassword } from './checks.js';
import { alert, type Html, html, page, status } from './html.js';
import { linkGone, refusalText } from './refusals.js';
import { languageFrom, textsIn } from './texts.js';

@ApiExcludeController()
@Public()
@Controller('welcome')
export class WelcomeController {
  constructor(
    @Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts,
    private readonly identity: Identity,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.#works(token))) return linkGone(request, reply);
    const language = languageFrom(request.headers['accept-language']);
    this.#form(reply, token, { name: '', email: '', language }, 200);
  }

  @AcceptsForms()
  @Post(':token')
  async create(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!(await this.#works(token))) return linkGone(request, reply);
    const json = sentJson(request);
    const language = languageFrom(request.headers['accept-language']);
    const card = checkedCard(request.body, language);
    const password = this.identity.keepsPasswords ? checkedPassword(request.body, language) : undefined;
    const mistakes = [...card.mistakes, ...(password?.mistakes ?? [])];
    if (mistakes.length > 0) {
      if (json) throw new ShapeError('body', mistakes);
      return this.#form(reply, token, card.value, 422, mistakes.map(({ detail }) => detail).join(' '));
    }
    try {
      const personId = await this.#use(token, card.value, password?.value);
      if (personId === undefined) return linkGone(request, reply);
      if (json) return void reply.status(201).header('cache-control', 'no-store').send({ personId });
      const texts = textsIn(card.value.language);
      void sendPage(reply, 201, page(card.value.language, texts.welcome, status(texts.created)));
    } catch (error) {
      const text = json ? undefined : refusalText(error, language);
      if (text === undefined) throw error;
      this.#form(reply, token, card.value, 409, text);
    }
  }

  #use(token: string, card: PersonCard, password: string | undefined): Promise<PersonId | undefined> {
    return this.identity.links.use('welcome', token, async (personId) => {
      await this.ports.firstPerson.create({ ...card, personId });
      if (password !== undefined) await this.identity.passwords.set(personId, password);
      return personId;
    });
  }

  async #works(token: string): Promise<boolean> {
    const personId = this.identity.links.personOf('welcome', token);
    return personId !== undefined && this.identity.mayWelcome(personId);
  }

  #form(reply: FastifyReply, token: string, card: PersonCard, code: number, problem?: string): void {
    const texts = textsIn(card.language);
    const content = html`${alert(problem)}
      <p>${texts.welcomeIntro}</p>
      <form method="post" action="/welcome/${token}">
        <label for="name">${texts.name}</label>
        <input id="name" name="name" autocomplete="name" required maxlength="200" value="${card.name}" />
        <label for="email">${texts.email}</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          required
          maxlength="254"
          value="${card.email}"
        />
        <label for="language">${texts.language}</label>
        <select id="language" name="language">
          ${option('de', texts.german, card.language)}${option('en', texts.englishName, card.language)}
        </select>
        ${this.identity.keepsPasswords ? passwordField(texts.newPassword, texts.passwordHint) : undefined}
        <button type="submit">${texts.save}</button>
      </form>`;
    void sendPage(reply, code, page(card.language, texts.welcome, content));
  }
}

const option = (language: Language, label: string, chosen: Language): Html =>
  chosen === language
    ? html`<option value="${language}" selected>${label}</option>`
    : html`<option value="${language}">${label}</option>`;

const passwordField = (label: string, hint: string): Html =>
  html`<label for="password">${label}</label>
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
    <small id="hint">${hint}</small>`;
