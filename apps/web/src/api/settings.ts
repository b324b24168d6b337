import type {
  CalendarPreview,
  CalendarRun,
  CalendarTable,
  CategoryLoad,
  CategoryRow,
  ChangeCategoryRequest,
  CurrentSettings,
  Page,
  SaveCategoryRequest,
  SaveSettingRequest,
  SettingCheck,
  SettingData,
  SettingDetail,
  SettingName,
  SettingVersionView,
} from '@minsheng/contracts';
import { http } from './client';

const table = (name: SettingName): string => `/dispatch/settings/${name}`;

/** Routes of the tables that an administrator edits. */
export const settingsApi = {
  current: () => http.get<CurrentSettings>('/dispatch/settings/current'),
  detail: (name: SettingName) => http.get<SettingDetail>(table(name)),
  version: <N extends SettingName>(name: N, version: number) =>
    http.get<SettingVersionView<N>>(`${table(name)}/versions/${version}`),
  /** What saving would change. */
  check: <N extends SettingName>(name: N, data: SettingData[N]) =>
    http.post<SettingCheck>(`${table(name)}/check`, { data }),
  save: <N extends SettingName>(name: N, body: SaveSettingRequest<N>, idempotencyKey: string) =>
    http.post<SettingVersionView<N>>(`${table(name)}/versions`, body, { idempotencyKey }),
  /** Which open deadlines a calendar would move. */
  previewCalendar: (data: CalendarTable, cursor?: string) =>
    http.post<CalendarPreview>('/dispatch/settings/calendar/preview', { data, ...(cursor ? { cursor } : {}) }),
  calendarRun: () => http.get<{ run: CalendarRun | null }>('/dispatch/settings/calendar/runs'),
  categories: () => http.get<Page<CategoryRow>>('/intake/categories'),
  addCategory: (body: SaveCategoryRequest, idempotencyKey: string) =>
    http.post<CategoryRow>('/intake/categories', body, { idempotencyKey }),
  changeCategory: (code: string, body: ChangeCategoryRequest) =>
    http.post<CategoryRow>(`/intake/categories/${encodeURIComponent(code)}`, body),
  /** `content`: the file as base64. */
  loadCategories: (content: string, apply: boolean) =>
    http.post<CategoryLoad>('/intake/categories/load', { content, apply }),
};
