import { onBeforeUnmount, onMounted } from 'vue';

const EVERY_MS = 30_000;
/** An empty chair asks for nothing: otherwise the page would keep its own sign-in alive beyond the idle limit. */
const STILL_MS = 300_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel'] as const;

/** Asks again every half minute while somebody sits at the desk, and at once when the window is looked at again. */
export function useNoticePoll(refresh: () => void): void {
  let lastSign = Date.now();
  let lastAsked = 0;
  let timer = 0;

  function ask(): void {
    if (document.hidden || Date.now() - lastSign > STILL_MS || Date.now() - lastAsked < 5_000) return;
    lastAsked = Date.now();
    refresh();
  }
  function alive(): void {
    const wasStill = Date.now() - lastSign > STILL_MS;
    lastSign = Date.now();
    if (wasStill) ask();
  }
  function lookedAt(): void {
    if (!document.hidden) alive();
    ask();
  }

  onMounted(() => {
    ask();
    timer = window.setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', lookedAt);
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true });
  });
  onBeforeUnmount(() => {
    window.clearInterval(timer);
    document.removeEventListener('visibilitychange', lookedAt);
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive);
  });
}
