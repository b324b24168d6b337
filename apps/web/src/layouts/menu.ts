import type { OrderCounts, OrderState, Role } from '@minsheng/contracts';
import { STATE_LABELS } from '@minsheng/contracts';
import type { RouteLocationRaw } from 'vue-router';
import {
  ADMIN_ROLES,
  BOARD_ROLES,
  DIRECTORY_ROLES,
  ORDER_ROLES,
  REPORT_ROLES,
  SUPERVISION_ROLES,
} from '@/router/routes';

/** One line of the side menu. */
export interface MenuEntry {
  key: string;
  label: string;
  to: RouteLocationRaw;
  count?: number;
  /** The number asks for attention: something is late. */
  alarming?: boolean;
}
export interface MenuGroup {
  label: string;
  entries: MenuEntry[];
}

/** The queue that each role works from; the table of the domain decides what may be done there. */
const QUEUES: Partial<Record<Role, readonly OrderState[]>> = {
  leader: ['awaiting_instruction'],
  dispatcher: ['awaiting_dispatch', 'return_pending', 'awaiting_center_review'],
  handler: ['awaiting_sign', 'handling'],
  unit_head: ['awaiting_unit_review'],
  callback_agent: ['awaiting_callback'],
};

function queueEntries(roles: readonly Role[], counts: OrderCounts | null): MenuEntry[] {
  const states = new Set(roles.flatMap((role) => QUEUES[role] ?? []));
  return [...states].map((state) => ({
    key: `queue-${state}`,
    label: STATE_LABELS[state],
    to: { name: 'orders', query: { state, sort: 'due' } },
    count: counts ? (counts.byState[state] ?? 0) : undefined,
  }));
}

/** A citizen's “未解决” on a closed order waits for the dispatcher's decision (rules §4 `redo`). */
function askedEntries(roles: readonly Role[]): MenuEntry[] {
  if (!roles.includes('dispatcher')) return [];
  return [{ key: 'redo-asked', label: '群众要求重办', to: { name: 'orders', query: { redoAsked: 'true' } } }];
}

function orderGroup(roles: readonly Role[], counts: OrderCounts | null): MenuGroup {
  return {
    label: '工单',
    entries: [
      ...queueEntries(roles, counts),
      ...askedEntries(roles),
      // The list behind the number holds exactly what it counts, the most pressing first.
      {
        key: 'overdue',
        label: '逾期未办结',
        to: { name: 'orders', query: { overdue: 'true', sort: 'due' } },
        count: counts?.overdue,
        alarming: true,
      },
      { key: 'orders', label: '全部工单', to: { name: 'orders' } },
    ],
  };
}

/** What an account finds in its menu, from its roles. */
export function menuFor(roles: readonly Role[], counts: OrderCounts | null): MenuGroup[] {
  const has = (allowed: readonly Role[]): boolean => roles.some((role) => allowed.includes(role));
  const groups: MenuGroup[] = [];
  if (has(['agent'])) {
    groups.push({ label: '受理', entries: [{ key: 'desk', label: '受理登记', to: { name: 'desk' } }] });
  }
  if (has(ORDER_ROLES)) groups.push(orderGroup(roles, counts));
  if (has(DIRECTORY_ROLES)) {
    groups.push({ label: '派单', entries: [{ key: 'directory', label: '派单目录', to: { name: 'directory' } }] });
  }
  const views: MenuEntry[] = [];
  if (has(BOARD_ROLES)) views.push({ key: 'board', label: '实时看板', to: { name: 'board' } });
  if (has(SUPERVISION_ROLES)) views.push({ key: 'supervision', label: '督办', to: { name: 'supervision' } });
  if (has(REPORT_ROLES)) views.push({ key: 'report', label: '逾期通报', to: { name: 'report-overdue' } });
  if (views.length > 0) groups.push({ label: '督办与统计', entries: views });
  if (has(ADMIN_ROLES)) {
    const gateways: MenuEntry = { key: 'webhooks', label: '通知网关', to: { name: 'webhooks' } };
    groups.push({ label: '系统管理', entries: [gateways] });
  }
  groups.push({
    label: '群众端',
    entries: [
      { key: 'letter-new', label: '写信', to: { name: 'letter-new' } },
      { key: 'letter-track', label: '查信', to: { name: 'letter-track' } },
    ],
  });
  return groups;
}
