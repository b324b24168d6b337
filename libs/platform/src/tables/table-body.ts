import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { TABLE_CONTENT_TYPE, TABLE_MAX_BYTES } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import { raw, type RequestHandler } from 'express';
import { type AppRequest } from '../auth/guards';

/** Routes that take a table file; no other route lets in so much. */
export const TABLE_PATHS = /^\/api\/[a-z]+\/[a-z-]+\/load$/;

/** Reads a table file as it stands, where a route takes one. */
export function tableParser(): RequestHandler {
  return raw({ type: TABLE_CONTENT_TYPE, limit: TABLE_MAX_BYTES });
}

/** The bytes of the table file in the request. @throws DomainError table_unreadable: something else was sent */
export const TableFile = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<AppRequest>();
  if (!Buffer.isBuffer(body) || body.length === 0) throw new DomainError('table_unreadable');
  return body;
});
