import { onBeforeUnmount, ref, type Ref } from 'vue';

/** A clock for countdowns: the server never ticks, the page does. */
export function useNow(everyMs = 15_000): Ref<number> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), everyMs);
  onBeforeUnmount(() => clearInterval(timer));
  return now;
}
