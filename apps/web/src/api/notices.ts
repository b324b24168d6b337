import type {
  ChangeWebhookTargetRequest,
  DeliveryRulesRequest,
  DeliveryRulesView,
  DeliveryView,
  MarkReadRequest,
  NoticeCount,
  NoticeView,
  Page,
  WebhookSecretView,
  WebhookSettings,
  WebhookTargetRequest,
  WebhookTargetView,
} from '@minsheng/contracts';
import { http, type Query } from './client';

const target = (code: string): string => `/dispatch/webhooks/targets/${encodeURIComponent(code)}`;

/** One's own notices. */
export const noticesApi = {
  list: (query: Query) => http.get<Page<NoticeView>>('/dispatch/notices', query),
  count: () => http.get<NoticeCount>('/dispatch/notices/count'),
  read: (body: MarkReadRequest) => http.post<NoticeCount>('/dispatch/notices/read', body),
};

/** The administrator's gateways, the rules of delivery and its log. */
export const webhooksApi = {
  settings: () => http.get<WebhookSettings>('/dispatch/webhooks'),
  create: (body: WebhookTargetRequest, idempotencyKey: string) =>
    http.post<WebhookSecretView>('/dispatch/webhooks/targets', body, { idempotencyKey }),
  change: (code: string, body: ChangeWebhookTargetRequest) => http.post<WebhookTargetView>(target(code), body),
  renewSecret: (code: string) => http.post<WebhookSecretView>(`${target(code)}/secret`),
  trial: (code: string) => http.post<DeliveryView>(`${target(code)}/test`),
  remove: (code: string) => http.post<WebhookTargetView>(`${target(code)}/remove`),
  setRules: (body: DeliveryRulesRequest) => http.post<DeliveryRulesView>('/dispatch/webhooks/rules', body),
  deliveries: (query: Query) => http.get<Page<DeliveryView>>('/dispatch/webhooks/deliveries', query),
  redeliver: (id: string) =>
    http.post<DeliveryView>(`/dispatch/webhooks/deliveries/${encodeURIComponent(id)}/redeliver`),
};
