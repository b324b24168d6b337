import type { OrderCounts, OrderState, Role, Waiting } from '@minsheng/contracts';
import { STATE_LABELS } from '@minsheng/contracts';
import type { RouteLocationRaw } from 'vue-router';
import { BOARD_ROLES, CALLBACK_ROLES, DIRECTORY_ROLES, ORDER_ROLES, REPORT_ROLES } from '@/router/routes';

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
};

/** Decisions that each role is asked for. */
const DECISIONS: Partial<Record<Role, readonly Waiting[]>> = {
  dispatcher: ['extension_first', 'termination'],
  leader: ['extension_second', 'suspension'],
  supervisor: ['exclusion'],
};
const DECISION_LABELS: Readonly<Record<Waiting, string>> = {
  extension_first: '延期待审',
  extension_second: '延期待批',
  suspension: '挂账待批',
  termination: '终止待审',
  exclusion: '剔除待审',
};

/** Long-term items are looked after by those who decide on them and by the desk. */
const SUSPENDED_ROLES: readonly Role[] = ['leader', 'supervisor', 'dispatcher'];

function decisionEntries(roles: readonly Role[], counts: OrderCounts | null): MenuEntry[] {
  const asked = new Set(roles.flatMap((role) => DECISIONS[role] ?? []));
  return [...asked].map((waiting) => ({
    key: `waiting-${waiting}`,
    label: DECISION_LABELS[waiting],
    // An exclusion is asked for when the order is closed: only the list by receipt holds closed ones.
    to: { name: 'orders', query: waiting === 'exclusion' ? { waiting } : { waiting, sort: 'due' } },
    count: counts ? (counts.waiting[waiting] ?? 0) : undefined,
  }));
}

function suspendedEntries(roles: readonly Role[], counts: OrderCounts | null): MenuEntry[] {
  return roles.some((role) => SUSPENDED_ROLES.includes(role)) ? [stateEntry('suspended', counts)] : [];
}

function stateEntry(state: OrderState, counts: OrderCounts | null): MenuEntry {
  return {
    key: `queue-${state}`,
    label: STATE_LABELS[state],
    to: { name: 'orders', query: { state, sort: 'due' } },
    count: counts ? (counts.byState[state] ?? 0) : undefined,
  };
}

function queueEntries(roles: readonly Role[], counts: OrderCounts | null): MenuEntry[] {
  const states = new Set(roles.flatMap((role) => QUEUES[role] ?? []));
  return [...states].map((state) => stateEntry(state, counts));
}

/** The callback agent works from a desk of its own, not from the plain list. */
function callbackEntries(roles: readonly Role[], counts: OrderCounts | null): MenuEntry[] {
  if (!roles.some((role) => CALLBACK_ROLES.includes(role))) return [];
  const count = counts ? (counts.byState.awaiting_callback ?? 0) : undefined;
  return [{ key: 'callbacks', label: '回访', to: { name: 'callbacks' }, count }];
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
      ...callbackEntries(roles, counts),
      ...queueEntries(roles, counts),
      ...decisionEntries(roles, counts),
      ...askedEntries(roles),
      ...suspendedEntries(roles, counts),
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
  if (has(REPORT_ROLES)) views.push({ key: 'report', label: '逾期通报', to: { name: 'report-overdue' } });
  if (views.length > 0) groups.push({ label: '督办与统计', entries: views });
  groups.push({
    label: '群众端',
    entries: [
      { key: 'letter-new', label: '写信', to: { name: 'letter-new' } },
      { key: 'letter-track', label: '查信', to: { name: 'letter-track' } },
    ],
  });
  return groups;
}
