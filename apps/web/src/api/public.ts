/** The citizen's calls: no account; a letter's code and its query code are the key. */
import type {
  CaptchaResponse,
  LetterView,
  Page,
  PublishedReplyRow,
  PublishedReplyView,
  RateLetterRequest,
  SubmitLetterRequest,
  SubmitLetterResponse,
} from '@minsheng/contracts';
import { http, type Query } from './client';

export function fetchCaptcha(): Promise<CaptchaResponse> {
  return http.get<CaptchaResponse>('/public/captcha');
}

/** `key` is one per draft: a double click or a second try after a lost answer never makes two letters. */
export function submitLetter(letter: SubmitLetterRequest, key: string): Promise<SubmitLetterResponse> {
  return http.post<SubmitLetterResponse>('/public/letters', letter, { idempotencyKey: key });
}

/** The query code goes in a header, so that it stands in no address, no history and no log. */
export function fetchLetter(code: string, queryCode: string): Promise<LetterView> {
  return http.get<LetterView>(letterPath(code), undefined, { headers: { 'X-Query-Code': queryCode } });
}

export function rateLetter(code: string, rating: RateLetterRequest): Promise<unknown> {
  return http.post<unknown>(`${letterPath(code)}/rating`, rating);
}

/** The public column: no account, no key. */
export function fetchReplies(query: Query): Promise<Page<PublishedReplyRow>> {
  return http.get<Page<PublishedReplyRow>>('/public/replies', query);
}

export function fetchReply(code: string): Promise<PublishedReplyView> {
  return http.get<PublishedReplyView>(`/public/replies/${encodeURIComponent(code)}`);
}

function letterPath(code: string): string {
  return `/public/letters/${encodeURIComponent(code)}`;
}
