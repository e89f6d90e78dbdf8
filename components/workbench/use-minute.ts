import { useEffect, useState } from 'react';

const TICK_MS = 10_000;

/** Renders again often enough for minutes to be right, and at once when the page is looked at again. */
export function useMinute(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const again = () => tick((count) => count + 1);
    const timer = setInterval(again, TICK_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, []);
}
