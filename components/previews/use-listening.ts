import { useEffect, useRef, useState } from 'react';
import type { Listening } from '../../lib/lab-api/previews.ts';
import { useLab } from '../workbench/lab-context.ts';
import { type PortWatch, watchPorts } from './watch-ports.ts';

export interface ListeningState {
  /** Null until it was asked for once. */
  readonly ports: readonly number[] | null;
  /** Nobody is asked any more until `look`. */
  readonly gaveUp: boolean;
  readonly look: () => void;
}

/** Ports of the lab that something listens on, while the pane is seen; looks again at once when `event` is another. */
export function useListening(isSeen: boolean, event: unknown): ListeningState {
  const lab = useLab();
  const request = lab?.request;
  const sandbox = lab?.lab?.sandboxMadeAt ?? null;
  const watch = useRef<PortWatch | null>(null);
  const [ports, setPorts] = useState<readonly number[] | null>(null);
  const [gaveUp, setGaveUp] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sandbox has other ports
  useEffect(() => setPorts(null), [sandbox]);
  useEffect(() => {
    if (!isSeen || !request || sandbox === null) return;
    const watching = watchPorts({
      ask: async () => ((await (await request('/lab/previews/ports')).json()) as Listening).ports,
      tell: (now) => setPorts((before) => (String(before) === String(now) ? before : now)),
      gaveUp: () => setGaveUp(true),
      page,
    });
    watch.current = watching;
    return () => watching.stop();
  }, [isSeen, request, sandbox]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: that it changed is what counts
  useEffect(() => watch.current?.look(), [event]);
  const look = () => {
    setGaveUp(false);
    watch.current?.look();
  };
  return { ports, gaveUp, look };
}

const page = {
  isVisible: () => document.visibilityState === 'visible',
  onVisible: (listener: () => void) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
  after: (delayMs: number, call: () => void) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
