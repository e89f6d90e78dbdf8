import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainersMessage } from '../../lib/lab-api/containers.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { readEngine } from './read-engine.ts';

/** From now on, also while the request is still on its way: nothing falls between looking and listening. */
const events = () => [
  'curl',
  ...['--silent', '--no-buffer', '--unix-socket', '/lab/run/docker.sock'],
  `http://engine/v1.44/events?since=${Math.floor(Date.now() / 1000)}`,
];
/** Of a burst of events the last counts; what is shown is at most this old. */
const READ_EVERY_MS = 150;
const RETRY_MS = 1000;

export interface WatchOptions {
  readonly signal: AbortSignal;
  readonly tell: (message: ContainersMessage) => void;
}

/** Tells what there is, then again after every change, until the signal aborts. Rejects when the sandbox is gone. */
export async function watchEngine(sandbox: Sandbox, { signal, tell }: WatchOptions): Promise<void> {
  let told = '';
  const tellOnce = (message: ContainersMessage) => {
    const text = JSON.stringify(message);
    if (text !== told) tell(message);
    told = text;
  };
  while (!signal.aborted) {
    await follow(sandbox, signal, tellOnce);
    if (signal.aborted) return;
    tellOnce({ type: 'down' });
    await pause(RETRY_MS, signal);
  }
}

/** For as long as the engine's stream of events lasts. */
async function follow(
  sandbox: Sandbox,
  signal: AbortSignal,
  tell: (message: ContainersMessage) => void,
): Promise<void> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const changes = new Changes();
  const listening = (async () => {
    try {
      for await (const line of sandbox.execLines(events(), {
        place: 'checker',
        user: 'root',
        signal: until,
      })) {
        if (concernsPanel(line)) changes.happened();
      }
    } finally {
      over.abort();
      changes.happened();
    }
  })();
  try {
    changes.happened();
    while (!until.aborted) {
      await changes.next();
      // Twice: the engine tells of a change before its own list has it.
      for (let look = 0; look < 2 && !until.aborted; look += 1) {
        const content = await readEngine(sandbox, until);
        if (!content) return;
        tell({ type: 'content', content });
        await pause(READ_EVERY_MS, until);
      }
    }
  } finally {
    over.abort();
    await listening.catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

/** What happens while nobody waits is waited for no more. */
class Changes {
  #happened = false;
  #wake: () => void = () => {};

  happened(): void {
    this.#happened = true;
    this.#wake();
  }

  async next(): Promise<void> {
    if (!this.#happened) await new Promise<void>((wake) => (this.#wake = wake));
    this.#happened = false;
  }
}

/** Programs that run in a container for a moment, health probes among them, change nothing that is shown. */
export function concernsPanel(line: string): boolean {
  return !/"Action":"(exec_|top|attach|detach|resize|copy|archive-path|extract-to-dir)/.test(line);
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { signal }).catch(() => {});
}
