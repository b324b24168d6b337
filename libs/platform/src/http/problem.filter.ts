import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { type ErrorCode, errorMessage, type Problem } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';
import type { Request, Response } from 'express';

/** The HTTP status of a refusal; what is not listed is a rule that refuses (422). */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  malformed: 400,
  invalid_field: 400,
  unknown_action: 400,
  invalid_cursor: 400,
  limit_unreadable: 400,
  month_unreadable: 400,
  period_invalid: 400,
  unauthenticated: 401,
  bad_credentials: 401,
  account_locked: 401,
  session_expired: 401,
  forbidden: 403,
  not_your_unit: 403,
  scope_not_allowed: 403,
  reveal_not_allowed: 403,
  not_found: 404,
  route_not_found: 404,
  scope_unknown: 404,
  stale_version: 409,
  conflict: 409,
  stale_entry: 409,
  too_many: 429,
  reveal_limit: 429,
  internal: 500,
  not_ready: 503,
};

export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 422;
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'route_not_found',
  413: 'malformed',
  415: 'malformed',
  503: 'not_ready',
};

/** The one place where an error becomes an answer: `{code, message, params, requestId}`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const request = host.switchToHttp().getRequest<Request & { id?: string }>();
    const response = host.switchToHttp().getResponse<Response>();
    const requestId = request.id ?? '';
    const { status, problem } = this.describe(error, requestId);
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(status).json(problem);
  }

  private describe(error: unknown, requestId: string): { status: number; problem: Problem } {
    if (error instanceof DomainError) {
      const { code, params, details, message } = error;
      return { status: statusOf(code), problem: { code, message, params: { ...params }, requestId, ...details } };
    }
    if (error instanceof HttpException) {
      const status = error.getStatus();
      const code: ErrorCode = status === 429 ? 'too_many' : (BY_STATUS[status] ?? 'internal');
      const params: Record<string, string | number> = status === 429 ? { seconds: 60 } : { requestId };
      return { status, problem: { code, message: errorMessage(code, params), params, requestId } };
    }
    this.logger.error(`${requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return {
      status: 500,
      problem: { code: 'internal', message: errorMessage('internal', { requestId }), params: {}, requestId },
    };
  }
}
