import type { OrderCounts, OrderState, Post, Role, Waiting } from '@minsheng/contracts';
import { SETTING_LABELS, SETTING_NAMES, STATE_LABELS } from '@minsheng/contracts';
import type { RouteLocationRaw } from 'vue-router';
import {
  ADMIN_ROLES,
  AUDIT_ROLES,
  BOARD_ROLES,
  CALLBACK_ROLES,
  DIRECTORY_ROLES,
  GROUP_ROLES,
  ORDER_ROLES,
  REGISTER_ROLES,
  REPORT_ROLES,
  SETTINGS_ROLES,
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

/** A leader's own letters by post; the desk's letters that want a 拟办意见 before a leader reads them. */
function letterEntries(roles: readonly Role[], counts: OrderCounts | null): MenuEntry[] {
  const entries: MenuEntry[] = [];
  if (roles.includes('leader')) {
    const to = { name: 'orders', query: { waitingFor: 'me' } };
    entries.push({ key: 'queue-awaiting_instruction', label: '待我批示', to, count: counts?.waitingForMe });
  }
  if (roles.includes('dispatcher')) {
    const to = { name: 'orders', query: { unproposed: 'true' } };
    entries.push({ key: 'queue-unproposed', label: '待拟办', to, count: counts?.unproposed });
  }
  return entries;
}

function orderGroup(roles: readonly Role[], counts: OrderCounts | null): MenuGroup {
  return {
    label: '工单',
    entries: [
      ...letterEntries(roles, counts),
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

/** The security post tends accounts alone (rules §1). */
function adminEntries(post: Post | null): MenuEntry[] {
  const accounts = { key: 'admin-accounts', label: '账号管理', to: { name: 'admin-accounts' } };
  if (post === 'security') return [accounts];
  return [
    { key: 'admin-units', label: '单位管理', to: { name: 'admin-units' } },
    accounts,
    { key: 'webhooks', label: '通知网关', to: { name: 'webhooks' } },
  ];
}

/** The tables that an administrator edits. */
const SETTINGS_GROUP: MenuGroup = {
  label: '系统设置',
  entries: [
    ...SETTING_NAMES.map((name) => ({
      key: `settings-${name}`,
      label: SETTING_LABELS[name],
      to: { name: `settings-${name}` },
    })),
    { key: 'settings-categories', label: '事项分类', to: { name: 'settings-categories' } },
  ],
};

/** What an account finds in its menu, from its roles and post. */
export function menuFor(roles: readonly Role[], counts: OrderCounts | null, post: Post | null = null): MenuGroup[] {
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
  if (has(GROUP_ROLES)) views.push({ key: 'groups', label: '群诉预警', to: { name: 'groups' } });
  if (has(BOARD_ROLES)) views.push({ key: 'board', label: '实时看板', to: { name: 'board' } });
  if (has(SUPERVISION_ROLES)) views.push({ key: 'supervision', label: '督办', to: { name: 'supervision' } });
  if (has(REPORT_ROLES)) views.push({ key: 'report', label: '逾期通报', to: { name: 'report-overdue' } });
  if (has(REGISTER_ROLES)) views.push({ key: 'letters', label: '信箱台账', to: { name: 'letter-register' } });
  if (views.length > 0) groups.push({ label: '督办与统计', entries: views });
  if (has(ADMIN_ROLES)) groups.push({ label: '系统管理', entries: adminEntries(post) });
  if (has(SETTINGS_ROLES) && post !== 'security') groups.push(SETTINGS_GROUP);
  if (has(AUDIT_ROLES)) {
    groups.push({ label: '审计', entries: [{ key: 'audit', label: '审计日志', to: { name: 'audit' } }] });
  }
  groups.push({
    label: '群众端',
    entries: [
      { key: 'letter-new', label: '写信', to: { name: 'letter-new' } },
      { key: 'letter-track', label: '查信', to: { name: 'letter-track' } },
      { key: 'replies', label: '公开回复', to: { name: 'replies' } },
    ],
  });
  return groups;
}
