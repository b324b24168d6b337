import {
  CALLBACK_OUTCOME_LABELS,
  CONTACT_OUTCOME_LABELS,
  DISSATISFACTION_LABELS,
  GROUP_BASIS_LABELS,
  KIND_LABELS,
  RESULT_LABELS,
  LEADER_POST_LABELS,
  SATISFACTION_LABELS,
  STEP_CAUSE_LABELS,
  SUPERVISION_LEVEL_LABELS,
  URGENCY_LABELS,
} from '@minsheng/contracts';
import { formatInstant } from '@/composables/format-time';
import { reasonLabel } from '@/features/settings/current-settings';

/** A line of what was entered with an action, in words. */
export interface FactLine {
  label: string;
  text: string;
  long: boolean;
}

type Words = Readonly<Record<string, string>>;
interface Reader {
  label: string;
  read?: (value: unknown, unitName: (code: string) => string) => string;
}

const words =
  (...tables: Words[]) =>
  (value: unknown): string =>
    tables.map((table) => table[String(value)]).find((label) => label !== undefined) ?? String(value);
const unit = (value: unknown, unitName: (code: string) => string): string => unitName(String(value));
const units = (value: unknown, unitName: (code: string) => string): string =>
  Array.isArray(value) ? value.map((code) => unitName(String(code))).join('、') : '';
const time = (value: unknown): string => formatInstant(String(value));
const yesNo =
  (yes: string, no: string) =>
  (value: unknown): string =>
    value === true ? yes : no;

/** Every input of an action, in the order in which it reads well. */
const READERS: Readonly<Record<string, Reader>> = {
  leadUnitCode: { label: '主办单位', read: unit },
  unitCode: { label: '单位', read: unit },
  coUnitCodes: { label: '协办单位', read: units },
  kind: { label: '诉求类型', read: words(KIND_LABELS) },
  urgency: { label: '紧急程度', read: words(URGENCY_LABELS) },
  reasonCode: { label: '理由', read: (value) => reasonLabel(String(value)) },
  basis: { label: '依据' },
  suggestedUnitCode: { label: '建议单位', read: unit },
  at: { label: '时间', read: time },
  outcome: { label: '结果', read: words(CONTACT_OUTCOME_LABELS, CALLBACK_OUTCOME_LABELS) },
  resultCode: { label: '办理结果', read: words(RESULT_LABELS) },
  resolved: { label: '是否解决', read: yesNo('已解决', '未解决') },
  satisfaction: { label: '满意度', read: words(SATISFACTION_LABELS) },
  contactedAt: { label: '联系群众时间', read: time },
  public: { label: '公开', read: yesNo('群众可见', '仅内部可见') },
  workdays: { label: '延长（工作日）' },
  until: { label: '停至', read: time },
  cause: { label: '事由', read: words(STEP_CAUSE_LABELS) },
  level: { label: '级别', read: words(SUPERVISION_LEVEL_LABELS) },
  dueAt: { label: '时限', read: time },
  reviewDate: { label: '复核日期' },
  intoOrderCode: { label: '并入主单' },
  orderCode: { label: '工单' },
  callers: { label: '反映人数' },
  groupBasis: { label: '依据', read: words(GROUP_BASIS_LABELS) },
  parts: { label: '拆出的事项', read: (value) => (Array.isArray(value) ? value.map(String).join('；') : '') },
  posts: {
    label: '依次呈送',
    read: (value) => (Array.isArray(value) ? value.map((post) => words(LEADER_POST_LABELS)(post)).join('、') : ''),
  },
  propose: { label: '拟办意见' },
  evidence: { label: '证据' },
  calendarVersion: { label: '依据', read: (value) => `工作日历第 ${String(value)} 版` },
  text: { label: '内容' },
  reason: { label: '说明' },
  dissatisfiedWith: { label: '不满意原因', read: words(DISSATISFACTION_LABELS) },
  categoryCode: { label: '类别', read: (value) => reasonLabel(String(value), 'exclusion') },
  note: { label: '备注' },
  brief: { label: '交办要点' },
  publicReply: { label: '对群众的答复' },
  internalAccount: { label: '内部办理情况' },
  title: { label: '公开标题' },
  content: { label: '公开的来信内容' },
  reply: { label: '公开的答复' },
};

/** What a history row shows below its headline; words that the page does not know are left out. */
export function factLines(entered: Readonly<Record<string, unknown>>, unitName: (code: string) => string): FactLine[] {
  const lines: FactLine[] = [];
  for (const [name, reader] of Object.entries(READERS)) {
    const value = entered[name];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    const text = reader.read ? reader.read(value, unitName) : String(value);
    if (text) lines.push({ label: reader.label, text, long: reader.read === undefined });
  }
  return lines;
}
