import type { CreateStage, Sandbox, SandboxKind } from '../drivers/driver.ts';
import { type LabRecord, labAnnotations } from './lab-record.ts';
import type { LabWorld } from './lab-world.ts';
import type { Stages } from './stages.ts';

interface Wanted {
  readonly kind: SandboxKind;
  readonly record: LabRecord;
  readonly stages: Stages;
  readonly signal: AbortSignal;
}

/** A running sandbox with the record beside it: a warm one where there is one, else a new one. */
export async function obtainSandbox(world: LabWorld, wanted: Wanted): Promise<Sandbox> {
  wanted.stages.enter('sandbox');
  return (await claimWarm(world, wanted)) ?? (await make(world, wanted));
}

async function claimWarm(world: LabWorld, wanted: Wanted): Promise<Sandbox | undefined> {
  const { kind, record, stages } = wanted;
  for (let warm = await nextWarm(world, wanted); warm; warm = world.pool.take(kind)) {
    const sandbox = warm;
    try {
      // Together: were we killed in between, the next runner would find either a warm one that runs, or a start to redo.
      await Promise.all([
        sandbox.annotate({ ...labAnnotations(record), stamp: undefined }),
        sandbox.resume(),
      ]);
      stages.enter('engine');
      return sandbox;
    } catch (error) {
      world.log.warn(
        { err: error, sandbox: sandbox.id },
        'a warm sandbox could not be used; trying the next',
      );
      await world.driver.destroy(sandbox.id).catch(() => {});
    }
  }
  return undefined;
}

async function nextWarm(world: LabWorld, { kind, stages, signal }: Wanted): Promise<Sandbox | undefined> {
  const warm = world.pool.take(kind);
  if (warm) return warm;
  const onStage = (stage: CreateStage) => stages.enterCreate(stage);
  return world.pool.takeComing(kind, { signal, onStage });
}

function make(world: LabWorld, { kind, record, stages, signal }: Wanted): Promise<Sandbox> {
  return world.slots.run(() =>
    world.driver.create(
      { kind, limits: world.limits.sandbox[kind], annotations: labAnnotations(record) },
      { signal, onStage: (stage) => stages.enterCreate(stage) },
    ),
  );
}
