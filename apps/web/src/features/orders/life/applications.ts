import {
  APPLICATION_KIND_LABELS,
  ROLE_LABELS,
  type Action,
  type ApplicationKind,
  type ApplicationView,
  type HistoryEntry,
  type OrderView,
} from '@minsheng/contracts';
import { reasonLabel } from '@/features/settings/current-settings';

/** The two answers to an application; which of them the reader may give, the server says. */
export const ANSWERS: Readonly<Record<ApplicationKind, readonly [grant: Action, refuse: Action]>> = {
  extension: ['approve_extension', 'refuse_extension'],
  suspension: ['suspend', 'refuse_suspension'],
  termination: ['terminate', 'refuse_termination'],
  exclusion: ['exclude', 'refuse_exclusion'],
};

/** “第 1 次，由派单员审核”; only extensions are counted. */
export function whoDecides({ kind, number, decider }: ApplicationView): string {
  const by = `由${ROLE_LABELS[decider]}${decider === 'leader' ? '审批' : '审核'}`;
  return kind === 'extension' ? `第 ${number} 次，${by}` : by;
}

/** “延期”, with how far or for what it is asked: “延期 3 个工作日”. */
export function askedText(application: ApplicationView): string {
  const { kind, workdays, reviewDate, reasonCode, category } = application;
  const label = APPLICATION_KIND_LABELS[kind];
  if (workdays !== null) return `${label} ${workdays} 个工作日`;
  if (reviewDate !== null) return `${label}，${reviewDate} 复核`;
  if (reasonCode !== null) return `${label}：${reasonLabel(reasonCode, 'termination')}`;
  return category ? `${label}：${reasonLabel(category, 'exclusion')}` : label;
}

/** What became of a decided one. Decided by nobody, it lapsed. */
export function verdictText({ granted, decidedByName }: ApplicationView): string {
  if (decidedByName === null) return '自动失效';
  return `${granted === true ? '同意' : '不同意'} · ${decidedByName}`;
}

/** The return that a dispatcher has still to decide, as the unit entered it. */
export function askedReturn({ state, history }: Pick<OrderView, 'state' | 'history'>): HistoryEntry | null {
  if (state !== 'return_pending') return null;
  return [...history].sort((a, b) => b.seq - a.seq).find((entry) => entry.action === 'request_return') ?? null;
}
