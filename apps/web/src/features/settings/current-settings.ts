import {
  type Channel,
  type CurrentSettings,
  REASON_LISTS,
  type ReasonList,
  SHIPPED_CHANNELS,
  SHIPPED_REASONS,
} from '@minsheng/contracts';
import { computed, shallowRef } from 'vue';
import { settingsApi } from '@/api/settings';

/** Channels and reasons as the county has them; those that ship stand in until they are loaded. */
const known = shallowRef<CurrentSettings>({ channels: [...SHIPPED_CHANNELS], reasons: SHIPPED_REASONS });

/** Called where somebody is signed in, and again after an administrator saved. */
export async function loadCurrentSettings(): Promise<void> {
  known.value = await settingsApi.current();
}

/** Every channel, also those that were switched off: what filters offer. */
export const allChannels = computed<readonly Channel[]>(() => known.value.channels);

export function channelName(code: string): string {
  return known.value.channels.find((channel) => channel.code === code)?.label ?? code;
}

/** The reasons that may be chosen now. */
export function reasonChoices(list: ReasonList): { value: string; label: string }[] {
  const rows = known.value.reasons[list].filter(({ active }) => active);
  return rows.map(({ code, label }) => ({ value: code, label }));
}

/** What a recorded reason is called; the same code means the same in every list that has it, or the first list speaks. */
export function reasonLabel(code: string, list?: ReasonList): string {
  const lists = list ? [list] : REASON_LISTS;
  for (const each of lists) {
    const found = known.value.reasons[each].find((row) => row.code === code);
    if (found) return found.label;
  }
  return code;
}
