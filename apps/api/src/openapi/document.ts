/** The API's description, OpenAPI 3.1, made from the code: controllers, DTOs and who may use each route. */

import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Config } from '../config/index.js';
import { ERASED_SCHEMA } from './erased-schema.js';
import { PROBLEM_SCHEMA } from './problem-schema.js';
import { addRefusals, REFUSALS } from './refusals.js';

const DESCRIPTION = `Cases are shared, reviewed and approved here, and every step is kept.

A command answers with \`Konsil-Position\`; a query sent with \`Konsil-Wait-For\` waits for it. Every refusal is a problem
(RFC 9457) with a stable \`code\`. Every answer names its request in \`x-request-id\`. New fields may be added to answers.
Ids are UUIDs in lower case.`;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

export const documentOf = (
  application: INestApplication,
  config: Pick<Config, 'issuer' | 'publicUrl'>,
): OpenAPIObject => {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Konsil')
    .setDescription(DESCRIPTION)
    .setVersion('0.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer(config.publicUrl)
    .addSecurity('sign-in', {
      type: 'openIdConnect',
      openIdConnectUrl: `${config.issuer.url.replace(/\/$/, '')}/.well-known/openid-configuration`,
    })
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'access-token')
    .build();
  const document = SwaggerModule.createDocument(application, builder, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { ...closedBodies(document.components?.schemas ?? {}), Problem: PROBLEM_SCHEMA, Erased: ERASED_SCHEMA },
    responses: { ...document.components?.responses, ...REFUSALS },
  };
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (operation !== undefined) addRefusals(operation);
    }
  return document;
};

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** What is sent holds nothing but what is described: the server refuses the rest (http/problems/shape-pipe.ts). */
const closedBodies = (schemas: Schemas): Schemas =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      name.endsWith('Dto') ? { ...schema, additionalProperties: false } : schema,
    ]),
  );
