/** Freezing, thawing and starting again: always the sandbox and its checker together. */

import { isClusterKind } from '../../engine/bake/baked-place.ts';
import { LabError } from '../../errors.ts';
import type { ExecPlace, SandboxState } from '../driver.ts';
import { awaitCluster } from './await-cluster.ts';
import { awaitReady } from './await-ready.ts';
import { bakedOf, checkerOptions } from './container-options.ts';
import type { DockerContext } from './context.ts';
import { startContainers } from './create-sandbox.ts';
import { removeContainer } from './destroy-sandbox.ts';
import { remountDisk } from './disk.ts';
import { allDone, engineCall, messageOf, statusOf } from './engine-call.ts';
import { origin, stateOf } from './list-sandboxes.ts';
import type { Place } from './place.ts';

const CLUSTER_TIMEOUT_MS = 30_000;

export async function sandboxState({ engine }: DockerContext, place: Place): Promise<SandboxState> {
  const { State } = await engineCall(engine.docker.getContainer(place.containers.sandbox).inspect());
  return stateOf(State.Status);
}

/** It is as wished already when the engine refuses with these words. Its status is 409 or 500, by version and call. */
async function unless(work: Promise<unknown>, asWished: RegExp): Promise<void> {
  await engineCall(
    work.catch((error: unknown) => {
      if (asWished.test(messageOf(error))) return;
      throw error;
    }),
  );
}

const isGone = (error: unknown) => statusOf((error as Error).cause) === 409;

export async function pauseSandbox({ engine }: DockerContext, place: Place): Promise<void> {
  const pause = (where: ExecPlace) =>
    unless(engine.docker.getContainer(place.containers[where]).pause(), /already paused/i);
  const checker = pause('checker').catch((error: unknown) => {
    // A checker that died by itself is made again when it is needed.
    if (!isGone(error) && (error as LabError).code !== 'sandbox_gone') throw error;
  });
  const sandbox = pause('sandbox').catch((error: unknown) => {
    throw isGone(error) ? new LabError('sandbox_gone', { cause: error }) : error;
  });
  await allDone([sandbox, checker]);
}

export async function resumeSandbox(context: DockerContext, place: Place): Promise<void> {
  const { docker } = context.engine;
  if ((await sandboxState(context, place)) === 'stopped') return startAgain(context, place);
  await allDone(
    Object.values(place.containers).map((name) =>
      unless(docker.getContainer(name).unpause(), /not paused|not running/i).catch((error: unknown) => {
        if (name === place.containers.sandbox || (error as LabError).code !== 'sandbox_gone') throw error;
      }),
    ),
  );
}

/** After a crash of the sandbox or a reboot of the host. The checker lives in a network namespace that is no more. */
async function startAgain(context: DockerContext, place: Place): Promise<void> {
  const { docker } = context.engine;
  const sandbox = await engineCall(docker.getContainer(place.containers.sandbox).inspect());
  const described = origin(sandbox.Config.Labels);
  await allDone([
    remountDisk(context, place, bakedOf(context, described)),
    removeContainer(context, place.containers.checker),
  ]);
  await engineCall(docker.createContainer(checkerOptions(context, place, described)));
  const since = new Date();
  await startContainers(context, place, sandbox.Id);
  const { signal } = new AbortController();
  await awaitReady(context, place, signal);
  if (!isClusterKind(described.kind)) return;
  // One that its learner broke does not come up, and that is theirs to see and to mend.
  const options = { since, signal, timeoutMs: CLUSTER_TIMEOUT_MS };
  await awaitCluster(context, place, described.kind, options).catch((error: unknown) => {
    if (!(error instanceof LabError && error.code === 'lab_start_failed')) throw error;
    context.log.warn(
      { err: error, detail: error.detail, sandbox: place.id },
      'a cluster did not come up again',
    );
  });
}

/** A checker that died by itself: its memory limit is its own, and a check may have hit it. */
export async function repairChecker(context: DockerContext, place: Place): Promise<void> {
  const { docker } = context.engine;
  const sandbox = await engineCall(docker.getContainer(place.containers.sandbox).inspect());
  await removeContainer(context, place.containers.checker);
  const options = checkerOptions(context, place, origin(sandbox.Config.Labels));
  const checker = await engineCall(docker.createContainer(options));
  await engineCall(checker.start());
  context.log.warn({ sandbox: place.id }, 'a checker was not running and was made again');
}
