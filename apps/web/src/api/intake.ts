import type {
  GroupAlertView,
  IntakeOptions,
  Page,
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
  groupAlerts: (query: { limit?: number; cursor?: string }) =>
    http.get<Page<GroupAlertView>>('/intake/group-alerts', query),
  register: (body: RegisterAppealRequest, idempotencyKey: string) =>
    http.post<RegisterAppealResponse>('/intake/appeals', body, { idempotencyKey }),
};
