import { onBeforeUnmount, onMounted, type Ref } from 'vue';
import { answered, openStep, STEP_CHOICES, stepBack, type CallbackDraft } from './callback-form';

/** What the keys of the desk do besides answering. */
export interface DeskKeys {
  draft: Ref<CallbackDraft>;
  move: (step: 1 | -1) => void;
  record: () => Promise<void>;
  reveal: () => void;
  note: () => void;
}

/** Figures answer the open question; letters never reach the desk while somebody types words or a dialog is open. */
export function useDeskKeys(keys: DeskKeys): void {
  const { draft } = keys;
  const deeds: Readonly<Record<string, () => void>> = {
    n: () => keys.move(1),
    p: () => keys.move(-1),
    r: keys.reveal,
    b: keys.note,
    Backspace: () => (draft.value = stepBack(draft.value)),
    Enter: () => void keys.record(),
  };

  function isBusyElsewhere(event: KeyboardEvent): boolean {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
    if (target?.closest('input, textarea, select, [role=dialog]')) return true;
    // Enter on a button or a link is that button's.
    return event.key === 'Enter' && Boolean(target?.closest('button, a, summary'));
  }

  function onKey(event: KeyboardEvent): void {
    if (isBusyElsewhere(event)) return;
    const step = openStep(draft.value);
    const choice = step && /^[1-9]$/.test(event.key) ? STEP_CHOICES[step][Number(event.key) - 1] : undefined;
    const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!choice && !deed) return;
    event.preventDefault();
    if (step && choice) draft.value = answered(draft.value, step, choice.value);
    else deed?.();
  }
  onMounted(() => document.addEventListener('keydown', onKey));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey));
}
