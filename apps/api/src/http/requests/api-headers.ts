/** The headers that our parameters read, for the API's description: who reads one describes it. */

import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';

export const IDEMPOTENCY_KEY: ApiHeaderOptions = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Makes a repeat of the request safe: one effect, the same answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

export const IF_MATCH: ApiHeaderOptions = {
  name: 'If-Match',
  required: false,
  description: 'ETag that was read; refused with 412 where the resource has changed since.',
  schema: { type: 'string', examples: ['"12"'] },
};

export const WAIT_FOR: ApiHeaderOptions = {
  name: 'Konsil-Wait-For',
  required: false,
  description: 'Log position (Konsil-Position of a command) that the answer must show.',
  schema: { type: 'integer', minimum: 0 },
};

/** For a parameter's decorator: describes the headers on the handler that has the parameter. */
export const describedBy =
  (...headers: readonly ApiHeaderOptions[]): ParameterDecorator =>
  (target, handler) => {
    if (handler === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, handler);
    if (descriptor === undefined) return;
    for (const header of headers) ApiHeader(header)(target, handler, descriptor);
  };
