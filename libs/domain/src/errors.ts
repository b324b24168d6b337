import { type ErrorCode, type ErrorParams, errorMessage } from '@minsheng/contracts';

/** A refusal that a user can understand and mend; the HTTP filter gives it its status. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    /** More for the body: the current order of a conflict, the fields of a malformed request. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(errorMessage(code, params));
    this.name = 'DomainError';
  }
}
