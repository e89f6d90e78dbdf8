import type { Surroundings } from './surroundings.ts';

const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;
/** A connection that lived this long was a good one: the next pause is short again. */
const GOOD_AFTER_MS = 5_000;

/** How one connection ended. */
export type Ending = 'try again' | 'stop';

/** 0.3 s, doubling to 10 s, of which the upper half is drawn by lot so that a whole class does not come back at once. */
export function pauseMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  return Math.round(ceiling * (0.5 + random / 2));
}

/**
 * Runs `attempt` over and over; each call is one connection from opening to its end. Between two it waits, and goes on
 * at once when the network or the reader comes back. Resolves after 'stop' or when the signal aborts.
 */
export async function reconnect(
  attempt: (signal: AbortSignal) => Promise<Ending>,
  around: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const began = performance.now();
    if ((await attempt(signal)) === 'stop' || signal.aborted) return;
    failures = performance.now() - began > GOOD_AFTER_MS ? 0 : failures + 1;
    await pause(pauseMs(Math.max(0, failures - 1), around.random()), around, signal);
  }
}

function pause(ms: number, around: Surroundings, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      forget();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const forget = around.onWake(done);
    signal.addEventListener('abort', done);
  });
}
