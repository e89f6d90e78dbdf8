/** Time as an argument, so that tests own it. */
export interface Clock {
  now(): Date;
  /** Calls once after the delay. Returns how to call it off. Does not keep the process alive. */
  after(delayMs: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
