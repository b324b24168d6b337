import { createRouter, createWebHistory } from 'vue-router';
import { useSession } from '@/features/session/session.store';
import { routes } from './routes';

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeEach((to) => {
  const session = useSession();
  if (session.mustChangePassword && !to.meta.public && to.name !== 'home') return { name: 'home' };
  if (to.meta.public || session.account) return true;
  return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
});

router.afterEach((to) => {
  document.title = to.meta.title ? `${to.meta.title} · 民声` : '民声';
});

/** After an update of the server the old page's chunks are gone: say so instead of standing still. */
router.onError((error: Error, to) => {
  if (!/dynamically imported module|Importing a module|module script/i.test(error.message)) return;
  // The browser's own question: whatever else would be shown may not load either.
  if (window.confirm('页面没有载入：系统已更新或网络中断。刷新页面？（草稿仍在）')) window.location.assign(to.fullPath);
});
