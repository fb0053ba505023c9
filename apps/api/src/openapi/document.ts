/** The API's description, OpenAPI 3.1, made from the code: controllers, DTOs and who may use each route. */

import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Config } from '../config/index.js';
import { PROBLEM_SCHEMA } from './problem-schema.js';

const DESCRIPTION = `Cases are shared, reviewed and approved here, and every step is kept.

A command answers with \`Konsil-Position\`; a query sent with \`Konsil-Wait-For\` waits for it. Every refusal is a problem
(RFC 9457) with a stable \`code\`.`;

export const documentOf = (
  application: INestApplication,
  config: Pick<Config, 'issuer' | 'publicUrl'>,
): OpenAPIObject => {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Konsil')
    .setDescription(DESCRIPTION)
    .setVersion('0.1.0')
    .addServer(config.publicUrl)
    .addSecurity('sign-in', {
      type: 'openIdConnect',
      openIdConnectUrl: `${config.issuer.url.replace(/\/$/, '')}/.well-known/openid-configuration`,
    })
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'access-token')
    .addGlobalResponse({
      status: '4XX',
      description: 'A refusal that says why',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    })
    .build();
  const document = SwaggerModule.createDocument(application, builder, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  return document;
};
