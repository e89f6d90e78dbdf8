import { z } from 'zod';
import type { SandboxKind, SandboxState, SandboxSummary } from '../driver.ts';
import type { AnnotationStore } from './annotation-store.ts';
import type { DockerContext } from './context.ts';
import { engineCall } from './engine-call.ts';
import { filterOf, LABEL_BAKED, LABEL_CREATED, LABEL_KIND, LABEL_SANDBOX } from './place.ts';

const kinds = z.enum(['docker', 'cluster', 'cluster-3']);

/** The engine's word for a container's state, in ours. */
export function stateOf(status: string): SandboxState {
  if (status === 'running' || status === 'paused') return status;
  return 'stopped';
}

export function describeLabels(labels: Readonly<Record<string, string>>): {
  readonly id: string;
  readonly kind: SandboxKind;
  readonly createdAt: Date;
} {
  return {
    id: labels[LABEL_SANDBOX] ?? '',
    kind: kinds.catch('docker').parse(labels[LABEL_KIND]),
    createdAt: new Date(labels[LABEL_CREATED] ?? 0),
  };
}

/** What its containers are made from. */
export function origin(labels: Readonly<Record<string, string>>) {
  return { ...describeLabels(labels), bakedKey: labels[LABEL_BAKED] };
}

export async function listSandboxes(
  context: DockerContext,
  annotations: AnnotationStore,
): Promise<readonly SandboxSummary[]> {
  // Those that are finished, and those that are begun, while the engine answers: neither is half made.
  const inMaking = new Set(context.underWay);
  const [containers, known] = await Promise.all([
    engineCall(context.engine.docker.listContainers({ all: true, filters: filterOf(context, 'sandbox') })),
    annotations.readAll(),
  ]);
  return containers
    .map(({ Labels, State }) => ({ ...describeLabels(Labels), state: stateOf(State) }))
    .filter(({ id }) => !inMaking.has(id) && !context.underWay.has(id))
    .map((described) => ({ ...described, annotations: known.get(described.id) ?? {} }));
}
