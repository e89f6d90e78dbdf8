/** Which ports of the lab something listens on: asked at once when something happened, else ever less often, and only while it is seen. */

export interface PortWatchOptions {
  /** Rejects when the lab cannot be asked. */
  readonly ask: () => Promise<readonly number[]>;
  readonly tell: (ports: readonly number[]) => void;
  /** It has been looked at for so long that nobody waits any more. */
  readonly gaveUp: () => void;
  readonly page: {
    isVisible(): boolean;
    /** Calls whenever that may have changed. Returns how to stop. */
    onVisible(listener: () => void): () => void;
    /** Returns how to call it off. */
    after(delayMs: number, call: () => void): () => void;
  };
}

export interface PortWatch {
  /** Something happened: look now, and for a while more often. */
  look(): void;
  stop(): void;
}

const FIRST_MS = 400;
const LONGEST_MS = 3_000;
const SLOWER = 1.3;
/** Some half an hour. */
const LOOKS_AT_MOST = 600;

export function watchPorts({ ask, tell, gaveUp, page }: PortWatchOptions): PortWatch {
  let pauseMs = FIRST_MS;
  let looks = 0;
  let isAsking = false;
  let isAskedAgain = false;
  let isStopped = false;
  let callOff = () => {};

  async function lookNow(): Promise<void> {
    callOff();
    if (isStopped || !page.isVisible()) return;
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    isAsking = true;
    isAskedAgain = false;
    // Whoever cannot be asked is asked again; that the lab is lost is said elsewhere.
    const ports = await ask().catch(() => null);
    isAsking = false;
    if (isStopped) return;
    if (ports) tell(ports);
    if (isAskedAgain) return lookNow();
    looks += 1;
    if (looks >= LOOKS_AT_MOST) return gaveUp();
    callOff = page.after(pauseMs, () => void lookNow());
    pauseMs = Math.min(LONGEST_MS, pauseMs * SLOWER);
  }

  const forget = page.onVisible(() => void lookNow());
  void lookNow();
  return {
    look() {
      pauseMs = FIRST_MS;
      looks = 0;
      void lookNow();
    },
    stop() {
      isStopped = true;
      callOff();
      forget();
    },
  };
}
