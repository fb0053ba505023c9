import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { Config } from '../config/index.js';
import { documentOf } from './document.js';

/** The pages run their own script and style, all from this server. */
const PAGES_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * `/openapi.json` and pages to read and try it at `/docs`, without signing in and without anything from elsewhere. Call
 * before the application listens; the document is made when first asked for.
 */
export const offerOpenApi = (
  application: NestFastifyApplication,
  config: Pick<Config, 'issuer' | 'publicUrl'>,
): void => {
  application
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (request.url === '/docs' || request.url.startsWith('/docs/'))
        void reply.header('content-security-policy', PAGES_POLICY);
      done();
    });
  SwaggerModule.setup('docs', application, () => documentOf(application, config), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Konsil API',
    swaggerOptions: { persistAuthorization: false },
  });
};
