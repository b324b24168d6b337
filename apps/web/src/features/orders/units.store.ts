import type { UnitView } from '@minsheng/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { dispatchApi } from '@/api/dispatch';

/** A unit with its subordinate units, as pickers show it. */
export interface UnitNode extends UnitView {
  children: UnitNode[];
}

/** The units of the county, loaded once per sign-in: pickers, filters and names read it. */
export const useUnits = defineStore('units', () => {
  const units = ref<UnitView[]>([]);
  let loading: Promise<void> | null = null;

  const byCode = computed(() => new Map(units.value.map((unit) => [unit.code, unit])));
  const tree = computed<UnitNode[]>(() => {
    const nodes = new Map<string, UnitNode>(units.value.map((unit) => [unit.code, { ...unit, children: [] }]));
    const top: UnitNode[] = [];
    for (const node of nodes.values()) {
      const parent = node.parentCode === null ? undefined : nodes.get(node.parentCode);
      (parent?.children ?? top).push(node);
    }
    return top;
  });

  async function fetchUnits(): Promise<void> {
    units.value = (await dispatchApi.units()).items;
  }

  /** A failed attempt is forgotten, so that the next page tries again. */
  function load(): Promise<void> {
    loading ??= fetchUnits().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  /** After an administrator changed them. */
  function reload(): Promise<void> {
    loading = null;
    return load();
  }

  function nameOf(code: string | null): string {
    return code === null ? '' : (byCode.value.get(code)?.name ?? code);
  }

  return { units, tree, load, reload, nameOf };
});
