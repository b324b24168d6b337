import type { AccountView, LoginResponse, Role } from '@minsheng/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Router } from 'vue-router';
import { authApi } from '@/api/auth';
import { ApiError, useTokenSource } from '@/api/client';

const STORAGE_KEY = 'minsheng.session';
type Stored = LoginResponse;

function readStored(): Stored | null {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null') as Partial<Stored> | null;
    return stored?.accessToken && stored.refreshToken && stored.account ? (stored as Stored) : null;
  } catch {
    return null;
  }
}

/** Tabs share one sign-in and the refresh token rotates, so two tabs must not renew at the same moment. */
async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('minsheng.renew', work) as Promise<T>;
}

/** Who is signed in at this desk, and the tokens that prove it. */
export const useSession = defineStore('session', () => {
  const stored = ref<Stored | null>(readStored());
  const account = computed<AccountView | null>(() => stored.value?.account ?? null);
  const accessToken = computed<string | null>(() => stored.value?.accessToken ?? null);
  /** Nothing opens before the password, which somebody else has seen, is changed. */
  const mustChangePassword = computed(() => stored.value?.mustChangePassword === true);
  let renewing: Promise<string | null> | null = null;

  function keep(next: Stored | null): void {
    stored.value = next;
    if (next) localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
    else localStorage.removeItem(STORAGE_KEY);
  }

  async function renewNow(refused: string): Promise<string | null> {
    const latest = readStored();
    if (!latest) return null;
    if (latest.accessToken !== refused) {
      stored.value = latest;
      return latest.accessToken;
    }
    try {
      const fresh = await authApi.refresh(latest.refreshToken);
      keep({ ...fresh, account: fresh.account ?? latest.account });
      return fresh.accessToken;
    } catch (error) {
      if (!(error instanceof ApiError) || error.outcomeUnknown || error.status === 429) throw error;
      const other = readStored(); // Without locks (plain http) another tab may have been faster.
      if (!other || other.refreshToken === latest.refreshToken) return null;
      stored.value = other;
      return other.accessToken;
    }
  }

  /** Single flight: many requests refused at once lead to one renewal. */
  function renew(refused: string): Promise<string | null> {
    renewing ??= exclusively(() => renewNow(refused)).finally(() => (renewing = null));
    return renewing;
  }

  async function login(username: string, password: string): Promise<void> {
    keep(await authApi.login({ username, password }));
  }

  async function changePassword(current: string, next: string): Promise<void> {
    keep(await authApi.changePassword({ current, next }));
  }

  async function logout(): Promise<void> {
    try {
      if (stored.value) await authApi.logout();
    } catch {
      // The server may be away; this desk is signed out all the same and the token expires by itself.
    }
    keep(null);
  }

  const hasRole = (...roles: Role[]): boolean => roles.some((role) => account.value?.roles.includes(role));
  const syncFromStorage = (): void => void (stored.value = readStored());
  const forget = (): void => keep(null);

  return {
    account,
    accessToken,
    mustChangePassword,
    login,
    changePassword,
    logout,
    renew,
    forget,
    hasRole,
    syncFromStorage,
  };
});

/** Joins client, store and router: a sign-in that is over leads to the sign-in page and back; drafts stay. */
export function connectSession(router: Router): void {
  const session = useSession();
  const toSignIn = (): void => {
    const here = router.currentRoute.value;
    if (here.meta.public) return;
    void router.replace({ name: 'sign-in', query: { next: here.fullPath, reason: 'expired' } });
  };
  useTokenSource({
    accessToken: () => session.accessToken,
    renew: async (refused) => {
      const token = await session.renew(refused);
      if (!token) {
        session.forget();
        toSignIn();
      }
      return token;
    },
  });
  window.addEventListener('storage', (event) => {
    if (event.key !== STORAGE_KEY && event.key !== null) return;
    session.syncFromStorage();
    if (!session.account) toSignIn();
  });
}
