import type { Engine } from '../lab-runner/engine/engine.ts';
import { readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { ensureKubernetes } from '../lab-runner/engine/kubernetes/ensure-kubernetes.ts';
import { step } from './steps.ts';

/** For commands that need clusters now: waits until they can be made. Ctrl+C ends it; the next run goes on from there. */
export async function prepareKubernetesLabs(engine: Engine): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    await step('kubernetes', (progress) =>
      ensureKubernetes(engine, readEngineConfig(process.env), { progress, signal: stopping.signal }),
    );
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}
