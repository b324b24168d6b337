import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';

const YEAR_MS = 31_536_000_000;

/** Serves the built page of apps/web on the same port; unknown paths are the page's own routes. */
export function serveStaticWeb(app: NestExpressApplication, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR_MS, fallthrough: true }));
  app.use(onlyPages(express.static(folder, { index: false, maxAge: 0 })));
  app.use(
    onlyPages((_request, response) => {
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(join(folder, 'index.html'));
    }),
  );
}

type Middleware = (request: Request, response: Response, next: NextFunction) => void;

/** What belongs to the API, to metrics, to assets or to Open311 is never answered with the page. */
function onlyPages(serve: Middleware): Middleware {
  return (request, response, next) => {
    const isOther = /^\/(api|metrics|open311|assets)(\/|$)/.test(request.path);
    if (isOther || (request.method !== 'GET' && request.method !== 'HEAD')) next();
    else serve(request, response, next);
  };
}
