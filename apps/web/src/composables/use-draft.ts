import { onBeforeUnmount, ref, watch, type Ref } from 'vue';

const PREFIX = 'minsheng.draft.';
const KEEP_DAYS = 3;

interface StoredDraft<T> {
  savedAt: number;
  value: T;
}

/** Text that was typed survives a reload, an expired sign-in and a crash; each account sees only its own. */
export interface Draft {
  /** When the draft was last written, for the line “草稿已保存”. */
  savedAt: Ref<Date | null>;
  clear(): void;
}

function readDraft<T>(key: string): StoredDraft<T> | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') as StoredDraft<T> | null;
  } catch {
    return null;
  }
}

/**
 * Keeps `model` in localStorage under `key`. What was saved is merged into the model at once.
 * `isEmpty` tells when there is nothing worth keeping.
 */
export function useDraft<T extends object>(key: string, model: T, isEmpty: (value: T) => boolean): Draft {
  const savedAt = ref<Date | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stored = readDraft<Partial<T>>(key);
  if (stored?.value) {
    Object.assign(model, stored.value);
    savedAt.value = new Date(stored.savedAt);
  }

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isEmpty(model)) return clear();
    const now = new Date();
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify({ savedAt: now.getTime(), value: model }));
      savedAt.value = now;
    } catch {
      savedAt.value = null; // Storage full or switched off: the line “草稿已保存” must not claim otherwise.
    }
  }

  function clear(): void {
    clearTimeout(timer);
    timer = undefined;
    localStorage.removeItem(PREFIX + key);
    savedAt.value = null;
  }

  watch(
    model,
    () => {
      clearTimeout(timer);
      timer = setTimeout(write, 300);
    },
    { deep: true },
  );
  const flush = (): void => {
    if (timer !== undefined) write();
  };
  window.addEventListener('pagehide', flush);
  onBeforeUnmount(() => {
    flush();
    window.removeEventListener('pagehide', flush);
  });
  return { savedAt, clear };
}

/** Drafts hold what callers said: none stays on a desk longer than a few days. */
export function purgeOldDrafts(now: number = Date.now()): void {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const savedAt = readDraft(name.slice(PREFIX.length))?.savedAt ?? 0;
    if (now - savedAt > KEEP_DAYS * 86_400_000) localStorage.removeItem(name);
  }
}
