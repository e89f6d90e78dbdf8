/** Runs in the page, before its own scripts: reads the terminal's text, and notes how long the page stood still. */

interface TextBuffer {
  readonly active: {
    readonly baseY: number;
    getLine(row: number): { translateToString(trimRight: boolean): string } | undefined;
  };
}

interface AnyTerminal {
  readonly rows: number;
  readonly buffer: TextBuffer;
}

export interface Flood {
  /** From the key that began it to the text on the screen. */
  readonly tookMs: number;
  /** The longest time between two frames. */
  readonly longestGapMs: number;
}

declare global {
  interface Window {
    /** wetty's own. */
    wetty_term?: AnyTerminal;
    drydockFlood: { until(text: string, key: string, withinMs: number): Promise<Flood | null> };
  }
}

const LOOK_EVERY_MS = 20;

export function installFloodProbe(lookEveryMs: number): void {
  const terminal = (): AnyTerminal | undefined => {
    const element = document.querySelector('.xterm') as (Element & { xterm?: AnyTerminal }) | null;
    return element?.xterm ?? window.wetty_term;
  };
  const shows = (text: string): boolean => {
    const found = terminal();
    if (!found) return false;
    const { active } = found.buffer;
    for (let row = found.rows - 1; row >= 0; row -= 1) {
      if (
        active
          .getLine(active.baseY + row)
          ?.translateToString(true)
          .includes(text)
      )
        return true;
    }
    return false;
  };
  const until = (text: string, key: string, withinMs: number) =>
    new Promise<Flood | null>((done) => {
      let started: number | undefined;
      let last = 0;
      let longestGapMs = 0;
      let over = false;
      const frame = () => {
        const now = performance.now();
        if (started !== undefined && last > started) longestGapMs = Math.max(longestGapMs, now - last);
        last = now;
        if (!over) requestAnimationFrame(frame);
      };
      const begin = (event: KeyboardEvent) => {
        if (event.key === key) started ??= event.timeStamp;
      };
      const asked = performance.now();
      const look = () => {
        const now = performance.now();
        const there = started !== undefined && shows(text);
        if (!there && now - asked < withinMs) {
          setTimeout(look, lookEveryMs);
          return;
        }
        over = true;
        removeEventListener('keydown', begin, true);
        done(there && started !== undefined ? { tookMs: now - started, longestGapMs } : null);
      };
      addEventListener('keydown', begin, true);
      requestAnimationFrame(frame);
      look();
    });
  window.drydockFlood = { until };
}

export const floodProbe = [installFloodProbe, LOOK_EVERY_MS] as const;
