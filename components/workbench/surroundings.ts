/** What the connection needs of the browser, handed in so that it can be tested on a real server without one. */
export interface Surroundings {
  readonly fetch: typeof fetch;
  readonly WebSocket: typeof WebSocket;
  /** `https://host` of the page; paths are resolved against it. */
  readonly origin: string;
  /** Calls back when trying again makes sense at once: the network is back, the page is looked at again. */
  onWake(listener: () => void): () => void;
  /** Between 0 and 1, for jitter. */
  random(): number;
}

export function browserSurroundings(): Surroundings {
  return {
    fetch: (input, init) => fetch(input, init),
    WebSocket,
    origin: location.origin,
    onWake,
    random: Math.random,
  };
}

function onWake(listener: () => void): () => void {
  const whenVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener);
  window.addEventListener('pageshow', listener);
  document.addEventListener('visibilitychange', whenVisible);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('pageshow', listener);
    document.removeEventListener('visibilitychange', whenVisible);
  };
}
