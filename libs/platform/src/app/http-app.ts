import { randomUUID } from 'node:crypto';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { json, type NextFunction, type Request, type RequestHandler, type Response, urlencoded } from 'express';
import helmet from 'helmet';
import { type AppRequest } from '../auth';
import { SocketAdapter } from '../realtime';
import { TABLE_PATHS, tableParser } from '../tables/table-body';
import { serveApiDocument } from './api-document';
import { PlatformModule, type PlatformOptions } from './platform.module';

/** What a process is built from. */
export interface AppOptions extends PlatformOptions {
  readonly logger?: false;
}

/** Root of every process: the plumbing and its services. */
@Module({})
class RootModule {
  static of(options: AppOptions): DynamicModule {
    return {
      module: RootModule,
      imports: [PlatformModule.forRoot(options), ...options.services.map(({ module }) => module)],
    };
  }
}

/** Builds the application: the only NestFactory of the project. Services, tests and commands all start here. */
export async function createApp(options: AppOptions): Promise<NestExpressApplication> {
  const { config } = options;
  const app = await NestFactory.create<NestExpressApplication>(RootModule.of(options), {
    bodyParser: false,
    bufferLogs: false,
    abortOnError: false,
    logger: options.logger ?? ['error', 'warn'],
  });
  app.set('query parser', 'simple');
  if (config.trustProxy !== null)
    app.set('trust proxy', /^\d+$/.test(config.trustProxy) ? Number(config.trustProxy) : config.trustProxy);
  app.disable('x-powered-by');
  // Answers of the API are never stored, so there is nothing to compare; files bring their own mark.
  app.disable('etag');
  app.use(nameRequest);
  app.use(helmet(securityHeaders(config.publicUrl?.startsWith('https:') ?? false)));
  app.use(tolerant(json({ limit: '1mb', type: ['application/json', 'application/*+json'], strict: true })));
  app.use(TABLE_PATHS, tolerant(tableParser()));
  app.use('/open311', urlencoded({ extended: false, limit: '1mb' }));
  app.useWebSocketAdapter(new SocketAdapter(app, config.redisUrl));
  app.setGlobalPrefix('api', { exclude: ['metrics', 'api/health/live', 'api/health/ready'] });
  app.enableShutdownHooks();
  serveApiDocument(app);
  return app;
}

/** The same object graph without a listening server: what a command works with. */
export async function createContext(options: AppOptions) {
  return NestFactory.createApplicationContext(RootModule.of(options), {
    abortOnError: false,
    logger: options.logger ?? ['error', 'warn'],
  });
}

function nameRequest(request: Request, response: Response, next: NextFunction): void {
  (request as AppRequest).id = randomUUID();
  response.setHeader('X-Request-Id', (request as AppRequest).id ?? '');
  if (request.path.startsWith('/api')) response.setHeader('Cache-Control', 'no-store');
  next();
}

/** A body that is no JSON is noted, not refused: who is asking is judged first (contract.md). */
function tolerant(parse: RequestHandler) {
  return (request: Request, response: Response, next: NextFunction): void => {
    parse(request, response, (error?: unknown) => {
      if (error) {
        (request as AppRequest).bodyError = error;
        request.body = {};
      }
      next();
    });
  };
}

/** No inline script, nothing from elsewhere; the query code of a letter must not leak by referrer. */
function securityHeaders(https: boolean): Parameters<typeof helmet>[0] {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: false,
  };
}
