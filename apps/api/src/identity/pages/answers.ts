/** How the pages answer: HTML to a form, JSON to who sent JSON. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from './html.js';

export const sendPage = (reply: FastifyReply, status: number, content: string, formAction: readonly string[] = []) =>
  reply.status(status).headers(pageHeaders(formAction)).send(content);

export const sentJson = (request: FastifyRequest): boolean =>
  request.headers['content-type']?.toLowerCase().startsWith('application/json') === true;

/** Text of one field of a form or a JSON body; '' where it is missing or no text. */
export const fieldOf = (body: unknown, name: string): string => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : '';
};
