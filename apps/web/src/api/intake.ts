import type {
  IntakeOptions,
  RegisterAppealRequest,
  RegisterAppealResponse,
  SimilarAppealRow,
} from '@minsheng/contracts';
import { http } from './client';

export interface SimilarQuery {
  phone?: string;
  title?: string;
  townshipCode?: string;
}

/** Routes of the intake service that the staff pages use. */
export const intakeApi = {
  options: () => http.get<IntakeOptions>('/intake/options'),
  similar: (query: SimilarQuery, signal?: AbortSignal) =>
    http.get<{ items: SimilarAppealRow[] }>('/intake/similar', { ...query }, { signal }),
  register: (body: RegisterAppealRequest, idempotencyKey: string) =>
    http.post<RegisterAppealResponse>('/intake/appeals', body, { idempotencyKey }),
};
