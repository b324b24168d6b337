import { ERROR_MESSAGES, errorMessage, type ErrorCode, type Problem } from '@minsheng/contracts';

/** A refusal of the server, or (status 0) the server that could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message);
    this.name = 'ApiError';
  }

  /** Nobody knows whether the request took effect: repeating it needs the same Idempotency-Key. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  /** Message per field of an `invalid_field` refusal. */
  get fieldMessages(): Record<string, string> {
    const messages: Record<string, string> = {};
    for (const { field, message } of this.problem.fields ?? []) messages[field] ??= inWords(field, message);
    return messages;
  }

  /** The refusal in one sentence; of wrong fields it is what their messages say. */
  get sentence(): string {
    return Object.values(this.fieldMessages).join('；') || this.problem.message;
  }
}

/** The server names a field by its label and by its name on the wire; a person reads the label. */
function inWords(field: string, message: string): string {
  return message.replace(`${field}：`, '').replace(` ${field}`, '');
}

/** What is shown when the server cannot be reached. */
export function networkProblem(): Problem {
  return {
    code: 'not_ready',
    message: '连接不上服务器，请检查网络后重试；您填写的内容不会丢失',
    params: {},
    requestId: '',
  };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in ERROR_MESSAGES;
}

/** The server's own problem; a proxy's answer that is no problem body gets a plain message instead. */
export async function readProblem(response: Response): Promise<Problem> {
  const requestId = response.headers.get('X-Request-Id') ?? '';
  try {
    const body = (await response.json()) as Partial<Problem>;
    if (typeof body.message === 'string' && isErrorCode(body.code)) {
      return {
        ...body,
        code: body.code,
        message: body.message,
        params: body.params ?? {},
        requestId: body.requestId ?? requestId,
      };
    }
  } catch {
    // Not JSON: a gateway's page. Its text is of no use to the reader.
  }
  if (response.status === 502 || response.status === 503 || response.status === 504) {
    return { code: 'not_ready', message: errorMessage('not_ready'), params: {}, requestId };
  }
  return {
    code: 'internal',
    message: errorMessage('internal', { requestId: requestId || response.status }),
    params: {},
    requestId,
  };
}

/** One sentence for any failure, for the places that have no field to show it at. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.sentence;
  return error instanceof Error ? `页面出错：${error.message}` : '页面出错，请刷新后重试';
}
