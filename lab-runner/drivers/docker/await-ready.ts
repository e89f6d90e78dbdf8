/** Ready is when the agent says so, which asks the nested engine itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from '../../errors.ts';
import type { ExecPlace } from '../driver.ts';
import { startingAgent } from './agents.ts';
import type { DockerContext } from './context.ts';
import { engineCall, engineError } from './engine-call.ts';
import type { Place } from './place.ts';

const READY_TIMEOUT_MS = 45_000;
/** One round trip over a unix socket; far below what the nested engine takes. */
const ASK_EVERY_MS = 20;

interface Patience {
  readonly signal: AbortSignal;
  readonly deadline: number;
}

async function until(isReady: () => Promise<boolean>, { signal, deadline }: Patience): Promise<void> {
  while (true) {
    signal.throwIfAborted();
    if (await isReady()) return;
    if (performance.now() > deadline) {
      throw new LabError('lab_start_failed', { detail: `not ready after ${READY_TIMEOUT_MS} ms` });
    }
    await sleep(ASK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

async function answers(context: DockerContext, place: Place, where: ExecPlace): Promise<boolean> {
  try {
    const { engine } = await startingAgent(context, place, where).ping({ timeoutMs: 2000 });
    return where === 'checker' || engine === 'ok';
  } catch (error) {
    const code = error instanceof LabError ? error.code : undefined;
    if (code === 'sandbox_gone' || code === 'sandbox_unresponsive') return false;
    throw error;
  }
}

/** Rejects as soon as a container ends, with the last words of its init. */
async function death({ engine }: DockerContext, name: string, signal: AbortSignal): Promise<never> {
  const container = engine.docker.getContainer(name);
  const { StatusCode } = (await container.wait({ abortSignal: signal })) as { StatusCode?: number };
  // The engine went away in the middle of its answer: nothing is known, and the deadline stands.
  if (StatusCode === undefined) return new Promise(() => {});
  const log = await engineCall(container.logs({ stdout: true, stderr: true, tail: 20 }));
  const detail = `${name} ended with ${StatusCode}: ${printable(log)}`;
  throw new LabError('lab_start_failed', { detail });
}

function printable(log: Buffer): string {
  return log.toString('utf8').replace(/[^\x20-\x7e\n]/g, '');
}

/** Resolves when both agents and the nested engine answer. Rejects with the signal's reason or `lab_start_failed`. */
export async function awaitReady(context: DockerContext, place: Place, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const deaths = Object.values(place.containers).map((name) => death(context, name, over.signal));
  const deadline = performance.now() + READY_TIMEOUT_MS;
  const patience = { signal: AbortSignal.any([signal, over.signal]), deadline };
  const ready = Promise.all(
    (['sandbox', 'checker'] as const).map((where) => until(() => answers(context, place, where), patience)),
  );
  for (const work of [...deaths, ready]) work.catch(() => {});
  try {
    await Promise.race([ready, ...deaths]);
  } catch (error) {
    signal.throwIfAborted();
    throw engineError(error);
  } finally {
    over.abort();
  }
}
