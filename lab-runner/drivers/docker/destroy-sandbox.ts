import type { AnnotationStore } from './annotation-store.ts';
import type { DockerContext } from './context.ts';
import { removeDisk } from './disk.ts';
import { allDone, engineCall, statusOf } from './engine-call.ts';
import { removeNetwork } from './network.ts';
import { placeOf } from './place.ts';

/** How long a removal is remembered, for events of the engine that come late. */
const LEAVING_MS = 60_000;
const GONE_TIMEOUT_MS = 30_000;

/** Resolves also when it is not there. Two at once do it once. */
export async function removeContainer({ engine }: DockerContext, name: string): Promise<void> {
  const container = engine.docker.getContainer(name);
  try {
    await engineCall(
      container.remove({ force: true, v: true }).catch(async (error: unknown) => {
        if (statusOf(error) === 404) return;
        // Somebody else is removing it: wait until they have.
        if (statusOf(error) !== 409) throw error;
        await removed(container, AbortSignal.timeout(GONE_TIMEOUT_MS));
      }),
    );
  } catch (error) {
    if (statusOf((error as Error).cause) !== 404) throw error;
  }
}

async function removed(
  container: ReturnType<DockerContext['engine']['docker']['getContainer']>,
  signal: AbortSignal,
): Promise<void> {
  await container.wait({ condition: 'removed', abortSignal: signal }).catch((error: unknown) => {
    if (statusOf(error) !== 404) throw error;
  });
}

/**
 * Everything of a sandbox, whatever of it there is. Annotations go first: when the runner dies in between, what is
 * left counts as half made and is removed at the next look.
 */
export async function removeSandbox(
  context: DockerContext,
  annotations: AnnotationStore,
  id: string,
): Promise<void> {
  const place = placeOf(context, id);
  context.leaving.add(id);
  try {
    await annotations.remove(id);
    await allDone(Object.values(place.containers).map((name) => removeContainer(context, name)));
    await allDone([removeNetwork(context, place.network), removeDisk(context, place)]);
  } catch (error) {
    context.leaving.delete(id);
    throw error;
  }
  setTimeout(() => context.leaving.delete(id), LEAVING_MS).unref();
}
