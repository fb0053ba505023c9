/** Personal data that is gone: a value of its own in every answer (product.md G9). */
export const ERASED_SCHEMA = {
  type: 'object',
  description: 'This has been erased, and can not be brought back.',
  required: ['erased'],
  properties: { erased: { type: 'boolean', enum: [true] } },
};

export const ERASED = { $ref: '#/components/schemas/Erased' } as const;
