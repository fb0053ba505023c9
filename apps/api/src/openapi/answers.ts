/** How a route's success is described. What it may refuse follows from its shape (refusals.ts). */

import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';

const ETAG = {
  description: 'Revision of what was written or shown, for `If-Match`. Absent where nothing has been recorded yet.',
  schema: { type: 'string', pattern: '^"\\d+"$', examples: ['"12"'] },
};

const POSITION = {
  description: 'Place in the log from which on queries show the effect, for `Konsil-Wait-For`. Absent like `ETag`.',
  schema: { type: 'integer', minimum: 0 },
};

const OF_COMMAND = { ETag: ETAG, 'Konsil-Position': POSITION };

interface Success {
  readonly status: 200 | 201;
  readonly description: string;
  readonly body?: Type | undefined;
  readonly headers?: Readonly<Record<string, object>>;
}

const succeeds = ({ status, description, body, headers }: Success) =>
  applyDecorators(
    HttpCode(status),
    ...(body === undefined ? [] : [ApiExtraModels(body)]),
    ApiResponse({
      status,
      description,
      ...(headers !== undefined && { headers: { ...headers } }),
      content: { 'application/json': { schema: schemaOf(body) } },
    }),
  );

const schemaOf = (body: Type | undefined) =>
  body === undefined ? { type: 'object', maxProperties: 0 } : { $ref: getSchemaPath(body) };

/** A query. */
export const Answers = (summary: string, body: Type) =>
  applyDecorators(ApiOperation({ summary }), succeeds({ status: 200, description: 'What was asked for.', body }));

/** A query about one thing that commands change: `ETag` is its revision. */
export const Shows = (summary: string, body: Type) =>
  applyDecorators(
    ApiOperation({ summary }),
    succeeds({ status: 200, description: 'What was asked for.', body, headers: { ETag: ETAG } }),
  );

/** A command after which something is so. */
export const Does = (summary: string, body?: Type) =>
  applyDecorators(
    ApiOperation({ summary }),
    succeeds({ status: 200, description: 'It is so now.', body, headers: OF_COMMAND }),
  );

/** A command after which something new is there; the body has its ids. */
export const Makes = (summary: string, body: Type) =>
  applyDecorators(
    ApiOperation({ summary }),
    succeeds({ status: 201, description: 'It is there now.', body, headers: OF_COMMAND }),
  );
