import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The description of every route of the given application. */
export function apiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('民声 Minsheng')
    .setDescription('12345 热线与县长信箱：受理、派单、办理、回访、看板、通报')
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
}

/**
 * Serves `/api/openapi.json` and `/api/docs`. The document of the whole product is kept in docs/openapi.json (checked
 * against the code), so that a process with one service shows it whole as well.
 */
export function serveApiDocument(app: NestExpressApplication): void {
  const kept = join(process.cwd(), 'docs', 'openapi.json');
  const document = (): OpenAPIObject =>
    existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as OpenAPIObject) : apiDocument(app);
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] });
}
