/** While a browser is connected: follows saved files, engine and cluster of one sandbox, and says when something happened. */
import type { Clock } from '../clock.ts';
import type { FileChange, Sandbox } from '../drivers/driver.ts';
import { clusterActivity } from './cluster-events.ts';
import { engineActivity } from './engine-events.ts';

export interface ActivityWatchOptions {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly clock: Clock;
  /** Images that we pull ourselves. */
  readonly pulled: readonly string[];
  readonly onActivity: () => void;
  readonly onFiles: (changes: readonly FileChange[]) => void;
}

/** A stream that ends is opened again after this; an engine that the learner stopped, or a hostile one, costs no more. */
const REOPEN_MS = 2000;
/** A cluster whose node is stopped stays so for a while, and asking it costs more. */
const CLUSTER_REOPEN_MS = 5000;
/** More events than this in a row are read no faster than this: a learner can make as many as they like. */
const FLOOD = { events: 200, pauseMs: 1000 };

/** Begins at once; ends when the signal aborts. */
export function watchActivity(options: ActivityWatchOptions, signal: AbortSignal): void {
  const { sandbox, folder, clock, pulled, onActivity, onFiles } = options;
  const gate = floodGate(clock, signal);
  const files = async () => {
    for await (const changes of sandbox.files.watch(folder, signal)) {
      if (signal.aborted) return;
      if (changes.length > 0) {
        onFiles(changes);
        onActivity();
      } else {
        // It begins: what happened before was seen by none, and somebody may have read a file meanwhile.
        onFiles([{ type: 'overflow' }]);
      }
      await gate();
    }
  };
  const engine = async () => {
    for await (const _ of engineActivity(sandbox, { pulled, signal })) {
      if (signal.aborted) return;
      onActivity();
      await gate();
    }
  };
  const cluster = async () => {
    for await (const _ of clusterActivity(sandbox, signal)) {
      if (signal.aborted) return;
      onActivity();
      await gate();
    }
  };
  void keepOpen(files, { clock, signal });
  void keepOpen(engine, { clock, signal });
  if (sandbox.kind !== 'docker') void keepOpen(cluster, { clock, signal, reopenMs: CLUSTER_REOPEN_MS });
}

function floodGate(clock: Clock, signal: AbortSignal): () => Promise<void> {
  let count = 0;
  let since = clock.now().getTime();
  return async () => {
    const now = clock.now().getTime();
    if (now - since > FLOOD.pauseMs) {
      since = now;
      count = 0;
    }
    count += 1;
    if (count > FLOOD.events) await pause(clock, FLOOD.pauseMs, signal);
  };
}

interface Reopening {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly reopenMs?: number;
}

async function keepOpen(
  open: () => Promise<void>,
  { clock, signal, reopenMs = REOPEN_MS }: Reopening,
): Promise<void> {
  while (!signal.aborted) {
    // Why it ended does not matter here: a sandbox that is gone aborts the signal, anything else is worth another try.
    await open().catch(() => {});
    await pause(clock, reopenMs, signal);
  }
}

function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
