import type { Role } from '@minsheng/contracts';
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
export const REPORT_ROLES: readonly Role[] = ['supervisor', 'leader', 'dispatcher', 'handler', 'unit_head'];
export const CALLBACK_ROLES: readonly Role[] = ['callback_agent'];
export const DIRECTORY_ROLES: readonly Role[] = ['dispatcher', 'supervisor'];

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
        path: 'reports/overdue',
        name: 'report-overdue',
        component: () => import('@/features/reports/OverdueReportPage.vue'),
        meta: { title: '月度逾期工单通报', roles: REPORT_ROLES },
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
