import {
  type SettingChange,
  type SettingData,
  type SettingDetail,
  type SettingName,
  type SettingVersionView,
} from '@minsheng/contracts';
import { computed, ref, shallowRef, watch } from 'vue';
import { ApiError } from '@/api/client';
import { messageOf } from '@/api/api-error';
import { settingsApi } from '@/api/settings';
import { newKey } from '@/composables/new-key';
import { nowTyped } from '@/composables/format-time';
import { loadCurrentSettings } from './current-settings';

/** A table as it is being edited. */
export type Draft<T> = T extends object ? { -readonly [K in keyof T]: Draft<T[K]> } : T;

/** A field that the server refused, in words. */
export interface FieldProblem {
  field: string;
  message: string;
}

const clone = <T>(value: T): Draft<T> => JSON.parse(JSON.stringify(value)) as Draft<T>;

/** One table: its newest version as a draft, what saving would change, and saving; what was typed survives a refusal. */
export function useSettingEditor<N extends SettingName>(name: N) {
  const detail = ref<SettingDetail | null>(null);
  const base = shallowRef<SettingVersionView<N> | null>(null);
  const draft = ref<Draft<SettingData[N]> | null>(null);
  const changes = ref<SettingChange[] | null>(null);
  const problems = ref<FieldProblem[]>([]);
  const failure = ref('');
  const error = ref<unknown>(null);
  const busy = ref(false);
  const text = computed(() => JSON.stringify(draft.value));
  const isDirty = computed(() => base.value !== null && text.value !== JSON.stringify(base.value.data));
  let sent = { body: '', key: '' };

  // What was tried is no longer what is typed.
  watch(text, () => (changes.value = null));

  async function load(): Promise<void> {
    error.value = null;
    try {
      detail.value = await settingsApi.detail(name);
      base.value = await settingsApi.version(name, detail.value.versions[0]?.version ?? 1);
      draft.value = clone(base.value.data) as typeof draft.value;
    } catch (reason) {
      error.value = reason;
    }
  }

  function refused(reason: unknown): void {
    failure.value = messageOf(reason);
    if (!(reason instanceof ApiError)) return;
    problems.value = [...(reason.problem.fields ?? [])];
    if (problems.value.length > 0) failure.value = `有 ${problems.value.length} 处需要修改`;
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
    busy.value = true;
    failure.value = '';
    problems.value = [];
    try {
      return await work();
    } catch (reason) {
      refused(reason);
      return null;
    } finally {
      busy.value = false;
    }
  }

  const data = (): SettingData[N] => JSON.parse(text.value) as SettingData[N];

  async function check(): Promise<boolean> {
    const found = await attempt(() => settingsApi.check(name, data()));
    changes.value = found?.changes ?? null;
    return found !== null;
  }

  async function save(effectiveFrom: string, note: string): Promise<boolean> {
    const body = { baseVersion: base.value?.version ?? 1, effectiveFrom, note, data: data() };
    // Sent again after a lost answer, the same version is saved once.
    if (JSON.stringify(body) !== sent.body) sent = { body: JSON.stringify(body), key: newKey() };
    const saved = await attempt(() => settingsApi.save(name, body, sent.key));
    if (!saved) return false;
    await load();
    await loadCurrentSettings().catch(() => undefined);
    return true;
  }

  /** Begins again from an older version; saving it makes a new one. */
  async function takeOver(version: number): Promise<void> {
    const found = await attempt(() => settingsApi.version(name, version));
    if (found) draft.value = clone(found.data) as typeof draft.value;
  }

  function reset(): void {
    if (base.value) draft.value = clone(base.value.data) as typeof draft.value;
    problems.value = [];
    failure.value = '';
  }

  return { detail, base, draft, changes, problems, failure, error, busy, isDirty, load, check, save, takeOver, reset };
}

/** Today in the county, as a date field holds it. */
export function today(): string {
  return nowTyped().slice(0, 10);
}
