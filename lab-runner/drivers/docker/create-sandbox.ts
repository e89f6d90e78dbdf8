import { isClusterKind } from '../../engine/bake/baked-place.ts';
import { LabError } from '../../errors.ts';
import { checkAnnotations } from '../annotations.ts';
import type { CreateOptions, CreateStage, SandboxKind, SandboxSpec } from '../driver.ts';
import { refuseSpec } from '../refuse-spec.ts';
import type { AnnotationStore } from './annotation-store.ts';
import { awaitCluster } from './await-cluster.ts';
import { awaitReady } from './await-ready.ts';
import { giveCgroups } from './cgroups.ts';
import { bakedOf, checkerOptions, sandboxOptions } from './container-options.ts';
import type { DockerContext } from './context.ts';
import { removeSandbox } from './destroy-sandbox.ts';
import { makeDisk } from './disk.ts';
import { allDone, engineCall } from './engine-call.ts';
import { createNetwork } from './network.ts';
import { newId, type Place, placeOf } from './place.ts';
import { measurePressure } from './pressure.ts';
import { limitUser } from './user-limits.ts';

/** Below this a sandbox would start and hurt the others. */
const LEAST_MEMORY_MIB: Readonly<Record<SandboxKind, number>> = {
  docker: 256,
  cluster: 768,
  'cluster-3': 1536,
};
const LEAST_DISK_MIB = 1024;

export interface Made {
  readonly place: Place;
  readonly createdAt: Date;
}

interface Making {
  readonly spec: SandboxSpec;
  readonly place: Place;
  readonly createdAt: Date;
  readonly signal: AbortSignal;
  readonly onStage: (stage: CreateStage) => void;
  readonly settled: boolean;
}

export async function createSandbox(
  context: DockerContext,
  annotations: AnnotationStore,
  spec: SandboxSpec,
  options: CreateOptions = {},
): Promise<Made> {
  if (!context.capabilities.kinds.includes(spec.kind)) await context.kubernetes.refresh();
  refuseSpec(context.capabilities, spec);
  if (!context.capabilities.networkIsolation) {
    throw new LabError('limit_not_enforceable', { detail: 'the network rules are not in force' });
  }
  checkAnnotations(spec.annotations);
  options.signal?.throwIfAborted();
  await refuseWhenFull(context, spec.kind);
  const place = placeOf(context, newId());
  const making: Making = {
    spec,
    place,
    createdAt: new Date(),
    signal: options.signal ?? new AbortController().signal,
    onStage: options.onStage ?? (() => {}),
    settled: options.settled ?? false,
  };
  context.underWay.add(place.id);
  try {
    await build(context, making);
    await annotations.write(place.id, spec.annotations);
    making.signal.throwIfAborted();
  } catch (error) {
    await removeSandbox(context, annotations, place.id).catch((left: unknown) =>
      context.log.error({ err: left, sandbox: place.id }, 'a sandbox that failed could not be removed'),
    );
    throw error;
  } finally {
    context.underWay.delete(place.id);
  }
  return making;
}

async function refuseWhenFull(context: DockerContext, kind: SandboxKind): Promise<void> {
  const { memoryFreeMiB, diskFreeMiB } = await measurePressure(context);
  if (memoryFreeMiB >= LEAST_MEMORY_MIB[kind] && diskFreeMiB >= LEAST_DISK_MIB) return;
  throw new LabError('no_capacity', { detail: `${memoryFreeMiB} MiB memory, ${diskFreeMiB} MiB disk free` });
}

/** Nothing is cut off in the middle: an aborted create waits for the call under way, and cleans up after it. */
async function build(context: DockerContext, making: Making): Promise<void> {
  const { place, spec, signal, onStage } = making;
  onStage('network');
  signal.throwIfAborted();
  onStage('disk');
  const described = {
    kind: spec.kind,
    createdAt: making.createdAt,
    bakedKey: isClusterKind(spec.kind) ? context.engine.kubernetesKey : undefined,
  };
  const [subnet] = await allDone([
    createNetwork(context, place),
    makeDisk(context, place, spec.limits.diskMiB, bakedOf(context, described)),
  ]);
  signal.throwIfAborted();
  onStage('container');
  signal.throwIfAborted();
  const { docker } = context.engine;
  const wanted = { ...described, limits: spec.limits, subnet };
  const [sandbox] = await allDone([
    engineCall(docker.createContainer(sandboxOptions(context, place, wanted))),
    engineCall(docker.createContainer(checkerOptions(context, place, wanted))),
  ]);
  await startContainers(context, place, sandbox.id);
  signal.throwIfAborted();
  onStage('engine');
  await awaitReady(context, place, signal);
  if (!isClusterKind(spec.kind)) return;
  onStage('cluster');
  const { createdAt: since, settled } = making;
  await awaitCluster(context, place, spec.kind, { since, settled, signal });
}

/** The sandbox first: the checker joins its network namespace, and its init waits for its cgroups. */
export async function startContainers(
  context: DockerContext,
  place: Place,
  sandboxId: string,
): Promise<void> {
  const { docker } = context.engine;
  await engineCall(docker.getContainer(place.containers.sandbox).start());
  await allDone([
    giveCgroups(context, sandboxId),
    limitUser(context, sandboxId),
    engineCall(docker.getContainer(place.containers.checker).start()),
  ]);
}
