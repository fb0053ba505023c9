/** What a page says when it can't do what it is for. */

import type { Language } from '@konsil/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestError } from '../../http/problems/errors.js';
import { sendPage, sentJson } from './answers.js';
import { alert, html, page } from './html.js';
import { languageFrom, textsIn } from './texts.js';

/** A link that was used, has expired, or never was: all look the same. @throws RequestError where JSON was sent. */
export const linkGone = (request: FastifyRequest, reply: FastifyReply): void => {
  if (sentJson(request)) throw new RequestError(404, 'REQUEST.LINK_NOT_VALID', 'This link does not work any more.');
  const language = languageFrom(request.headers['accept-language']);
  const texts = textsIn(language);
  void sendPage(reply, 404, page(language, texts.refused, html`${alert(texts.linkGone)}`));
};

/** The words for a rule that said no; undefined where the error is something else. */
export const refusalText = (error: unknown, language: Language): string | undefined =>
  error instanceof Error && error.name === 'DomainError' ? `${textsIn(language).refused}: ${error.message}` : undefined;
