/** A glance at another tab is not worth a replay. */
const AWAY_AFTER_MS = 30_000;

interface PresenceListener {
  away(): void;
  back(): void;
}

/**
 * Tells when nobody has looked at the page for a while, and when somebody looks again. A browser hardly lets a hidden
 * page run: a terminal that stays connected there acknowledges so slowly that its shell would stall.
 */
export function watchPresence({ away, back }: PresenceListener): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAway = false;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') {
      timer = setTimeout(() => {
        isAway = true;
        away();
      }, AWAY_AFTER_MS);
    } else if (isAway) {
      isAway = false;
      back();
    }
  };
  document.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
