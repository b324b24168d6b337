import { type Role, SETTING_LABELS, SETTING_NAMES } from '@minsheng/contracts';
import type { RouteRecordRaw } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    title?: string;
    /** No sign-in needed. */
    public?: boolean;
    /** Who finds the page in the menu; the server decides what it may load. */
    roles?: readonly Role[];
  }
}

/** Who works with orders: everybody but the auditor and the administrator. */
export const ORDER_ROLES: readonly Role[] = [
  'agent',
  'dispatcher',
  'callback_agent',
  'handler',
  'unit_head',
  'supervisor',
  'leader',
];
export const BOARD_ROLES: readonly Role[] = ORDER_ROLES;
/** Who presses, and the units that are pressed. */
export const SUPERVISION_ROLES: readonly Role[] = ['supervisor', 'leader', 'dispatcher', 'handler', 'unit_head'];
export const REPORT_ROLES: readonly Role[] = ['supervisor', 'leader', 'dispatcher', 'handler', 'unit_head'];
export const CALLBACK_ROLES: readonly Role[] = ['callback_agent'];
export const DIRECTORY_ROLES: readonly Role[] = ['dispatcher', 'supervisor'];

export const ADMIN_ROLES: readonly Role[] = ['admin'];
export const AUDIT_ROLES: readonly Role[] = ['auditor'];

export const SETTINGS_ROLES: readonly Role[] = ['admin'];

/** Who looks at what many people speak of at once. */
export const GROUP_ROLES: readonly Role[] = ['dispatcher', 'supervisor', 'leader'];

/** Who reads the register of letters 信箱台账. */
export const REGISTER_ROLES: readonly Role[] = ['dispatcher', 'supervisor', 'leader'];

/** Every page is a chunk of its own. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'sign-in',
    component: () => import('@/features/session/SignInPage.vue'),
    meta: { public: true, title: '登录' },
  },
  {
    path: '/letters',
    component: () => import('@/layouts/PublicLayout.vue'),
    redirect: '/letters/new',
    children: [
      {
        path: 'new',
        name: 'letter-new',
        component: () => import('@/features/public/WriteLetterPage.vue'),
        meta: { public: true, title: '写给县长的信' },
      },
      {
        path: 'track',
        name: 'letter-track',
        component: () => import('@/features/public/TrackLetterPage.vue'),
        meta: { public: true, title: '查询信件' },
      },
      {
        path: 'replies',
        name: 'replies',
        component: () => import('@/features/public/RepliesPage.vue'),
        meta: { public: true, title: '公开回复' },
      },
      {
        path: 'replies/:code',
        name: 'reply',
        component: () => import('@/features/public/ReplyPage.vue'),
        props: true,
        meta: { public: true, title: '公开回复' },
      },
    ],
  },
  {
    path: '/board',
    name: 'board',
    component: () => import('@/features/board/BoardPage.vue'),
    meta: { title: '实时看板', roles: BOARD_ROLES },
  },
  {
    path: '/',
    component: () => import('@/layouts/DeskLayout.vue'),
    children: [
      { path: '', name: 'home', component: () => import('@/features/home/HomePage.vue'), meta: { title: '首页' } },
      {
        path: 'desk',
        name: 'desk',
        component: () => import('@/features/desk/DeskPage.vue'),
        meta: { title: '受理登记', roles: ['agent'] },
      },
      {
        path: 'orders',
        name: 'orders',
        component: () => import('@/features/orders/OrdersPage.vue'),
        meta: { title: '工单', roles: ORDER_ROLES },
      },
      {
        path: 'orders/:code',
        name: 'order',
        component: () => import('@/features/orders/OrderPage.vue'),
        props: true,
        meta: { title: '工单详情', roles: ORDER_ROLES },
      },
      {
        path: 'supervision',
        name: 'supervision',
        component: () => import('@/features/supervision/SupervisionPage.vue'),
        meta: { title: '督办', roles: SUPERVISION_ROLES },
      },
      {
        path: 'callbacks',
        name: 'callbacks',
        component: () => import('@/features/callbacks/CallbacksPage.vue'),
        meta: { title: '回访', roles: CALLBACK_ROLES },
      },
      {
        path: 'directory',
        name: 'directory',
        component: () => import('@/features/directory/DirectoryPage.vue'),
        meta: { title: '派单目录', roles: DIRECTORY_ROLES },
      },
      {
        path: 'groups',
        name: 'groups',
        component: () => import('@/features/groups/GroupAlertsPage.vue'),
        meta: { title: '群诉预警', roles: GROUP_ROLES },
      },
      {
        path: 'reports/overdue',
        name: 'report-overdue',
        component: () => import('@/features/reports/OverdueReportPage.vue'),
        meta: { title: '月度逾期工单通报', roles: REPORT_ROLES },
      },
      ...SETTING_NAMES.map((name) => ({
        path: `settings/${name}`,
        name: `settings-${name}`,
        component: () => import('@/features/settings/SettingsPage.vue'),
        props: { name },
        meta: { title: SETTING_LABELS[name], roles: SETTINGS_ROLES },
      })),
      {
        path: 'settings/categories',
        name: 'settings-categories',
        component: () => import('@/features/settings/CategoriesPage.vue'),
        meta: { title: '事项分类', roles: SETTINGS_ROLES },
      },
      {
        path: 'letters-register',
        name: 'letter-register',
        component: () => import('@/features/letters/LetterRegisterPage.vue'),
        meta: { title: '信箱台账', roles: REGISTER_ROLES },
      },
      {
        path: 'notices',
        name: 'notices',
        component: () => import('@/features/notices/NoticesPage.vue'),
        meta: { title: '通知' },
      },
      {
        path: 'admin/webhooks',
        name: 'webhooks',
        component: () => import('@/features/webhooks/WebhooksPage.vue'),
        meta: { title: '通知网关', roles: ADMIN_ROLES },
      },
      {
        path: 'admin/units',
        name: 'admin-units',
        component: () => import('@/features/admin/UnitsPage.vue'),
        meta: { title: '单位管理', roles: ['admin'] },
      },
      {
        path: 'admin/accounts',
        name: 'admin-accounts',
        component: () => import('@/features/admin/AccountsPage.vue'),
        meta: { title: '账号管理', roles: ['admin'] },
      },
      {
        path: 'audit',
        name: 'audit',
        component: () => import('@/features/audit/AuditPage.vue'),
        meta: { title: '审计日志', roles: AUDIT_ROLES },
      },
      {
        path: ':pathMatch(.*)*',
        name: 'not-found',
        component: () => import('@/features/home/NotFoundPage.vue'),
        meta: { title: '没有这个页面', public: true },
      },
    ],
  },
];
