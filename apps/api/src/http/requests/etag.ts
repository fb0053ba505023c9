import type { FastifyReply } from 'fastify';

/** `ETag` of an answer; none for what has never been recorded (-1): there is nothing that could have moved on. */
export const showRevision = (reply: FastifyReply, revision: number): void => {
  if (revision >= 0) void reply.header('etag', `"${revision}"`);
};
