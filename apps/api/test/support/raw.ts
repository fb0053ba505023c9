/** Requests as they go over the wire, for what no well-behaved client sends, and what a refusal must look like. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';

const DOCUMENTED = readFileSync(resolve(import.meta.dirname, '../../../../docs/api/problems.md'), 'utf8');

/** Codes of the border, which the page lists one by one; those of rules it names by their kind. */
const OF_THE_BORDER = /^(REQUEST|ACCESS|LOG|INTERNAL)\./;

export interface RawRequest {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** Sent as it is; the content type is the caller's. */
  readonly body?: string;
}

export const ask = (address: string, { method, token, headers = {}, json, body }: RawRequest = {}): Promise<Response> =>
  fetch(address, {
    method: method ?? (json === undefined && body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(body !== undefined && { body }),
  });

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** What `docs/api/problems.md` promises of every refusal; answers with the problem. */
export const expectProblem = async (answer: Response, status: number, code: string): Promise<Problem> => {
  const text = await answer.text();
  // Compared as one, so that a failure shows the whole answer.
  expect({ status: answer.status, type: answer.headers.get('content-type'), text }).toEqual({
    status,
    type: expect.stringMatching(/^application\/problem\+json\b/),
    text: expect.stringContaining(`"code":"${code}"`),
  });
  if (OF_THE_BORDER.test(code)) expect(DOCUMENTED).toContain(`\`${code}\``);
  const problem = JSON.parse(text) as Problem;
  expect(problem).toMatchObject({
    type: `urn:konsil:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: expect.stringMatching(/\S/),
    status,
    code,
    detail: expect.stringMatching(/\S/),
    instance: `urn:konsil:request:${answer.headers.get('x-request-id')}`,
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return problem;
};
