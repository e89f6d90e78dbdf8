/** Sandboxes as containers on the lab engine. What a sandbox is made of: place.ts; how it is made: create-sandbox.ts. */
import type { Engine } from '../../engine/engine.ts';
import { LabError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Driver, Sandbox } from '../driver.ts';
import { annotationStore } from './annotation-store.ts';
import type { DockerContext } from './context.ts';
import { createSandbox } from './create-sandbox.ts';
import { removeSandbox } from './destroy-sandbox.ts';
import { dockerSandbox } from './docker-sandbox.ts';
import { allDone, ifThere } from './engine-call.ts';
import { engineEvents } from './engine-events.ts';
import { prepareHost } from './host-ready.ts';
import { watchKubernetes } from './kubernetes.ts';
import { describeLabels, listSandboxes } from './list-sandboxes.ts';
import { isId, LABEL_INSTANCE, placeOf } from './place.ts';
import { measurePressure } from './pressure.ts';
import { sweepOrphans } from './sweep-orphans.ts';

export interface DockerDriverOptions {
  /** `[a-z0-9][a-z0-9-]{0,30}`. At most one runner per instance and engine. */
  readonly instance: string;
  readonly log: Log;
}

const INSTANCE = /^[a-z0-9][a-z0-9-]{0,30}$/;

/** Rejects with `engine_down` when the engine does not answer. Sandboxes of earlier runners are found as they are. */
export async function createDockerDriver(engine: Engine, options: DockerDriverOptions): Promise<Driver> {
  if (!INSTANCE.test(options.instance)) {
    throw new LabError('internal', { detail: `not a name for an instance: ${options.instance}` });
  }
  const [ready, kubernetes] = await allDone([prepareHost(engine), watchKubernetes(engine, options.log)]);
  const context: DockerContext = {
    ...options,
    engine,
    kubernetes,
    capabilities: {
      ...ready,
      get kinds() {
        return ['docker', ...kubernetes.kinds] as const;
      },
    },
    underWay: new Set(),
    leaving: new Set(),
  };
  const annotations = annotationStore(context);
  const closing = new AbortController();

  async function find(id: string): Promise<Sandbox | undefined> {
    if (!isId(id)) return undefined;
    const place = placeOf(context, id);
    const found = await ifThere(engine.docker.getContainer(place.containers.sandbox).inspect());
    if (found?.Config.Labels[LABEL_INSTANCE] !== options.instance) return undefined;
    return dockerSandbox(context, annotations, place, describeLabels(found.Config.Labels));
  }

  return {
    name: 'docker',
    capabilities: context.capabilities,
    async create(spec, createOptions) {
      const made = await createSandbox(context, annotations, spec, createOptions);
      return dockerSandbox(context, annotations, made.place, { kind: spec.kind, createdAt: made.createdAt });
    },
    find,
    list: () => listSandboxes(context, annotations),
    async destroy(id) {
      if (isId(id)) await removeSandbox(context, annotations, id);
    },
    sweep: () => sweepOrphans(context, annotations),
    events: (signal) => engineEvents(context, AbortSignal.any([signal, closing.signal])),
    pressure: () => measurePressure(context),
    async close() {
      closing.abort();
      kubernetes.close();
    },
  };
}
