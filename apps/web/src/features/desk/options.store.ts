import { SHIPPED_CHANNELS, type CategoryView, type ChannelView, type IntakeOptions } from '@minsheng/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { intakeApi } from '@/api/intake';

/** A category with those below it, as the cascader shows it. */
export type CategoryNode = { value: string; label: string; children?: CategoryNode[] };

function toTree(categories: readonly CategoryView[]): CategoryNode[] {
  const nodes = new Map<string, CategoryNode>(categories.map((c) => [c.code, { value: c.code, label: c.name }]));
  const top: CategoryNode[] = [];
  for (const category of categories) {
    const node = nodes.get(category.code);
    const parent = category.parentCode === null ? undefined : nodes.get(category.parentCode);
    if (!node) continue;
    if (parent) (parent.children ??= []).push(node);
    else top.push(node);
  }
  return top;
}

/** Channels, categories and townships, loaded once; the shipped channels stand in where they cannot be loaded. */
export const useOptions = defineStore('options', () => {
  const options = ref<IntakeOptions | null>(null);
  let loading: Promise<void> | null = null;

  const channels = computed<readonly ChannelView[]>(() => options.value?.channels ?? SHIPPED_CHANNELS);
  const townships = computed(() => options.value?.townships ?? []);
  /** What may be chosen: retired ones are only named. */
  const categories = computed(() => toTree((options.value?.categories ?? []).filter(({ retired }) => !retired)));
  const categoryNames = computed(() => new Map(options.value?.categories.map((c) => [c.code, c])));

  async function fetchOptions(): Promise<void> {
    options.value = await intakeApi.options();
  }

  function load(): Promise<void> {
    loading ??= fetchOptions().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  /** “城乡建设 / 供水”: the whole path of a category. */
  function categoryPath(code: string | null): string {
    const names: string[] = [];
    let at = code === null ? undefined : categoryNames.value.get(code);
    while (at && names.length < 6) {
      names.unshift(at.name);
      at = at.parentCode === null ? undefined : categoryNames.value.get(at.parentCode);
    }
    return names.join(' / ') || (code ?? '');
  }

  const townshipName = (code: string | null): string =>
    code === null ? '' : (townships.value.find((township) => township.code === code)?.name ?? code);

  return { channels, townships, categories, load, categoryPath, townshipName };
});
