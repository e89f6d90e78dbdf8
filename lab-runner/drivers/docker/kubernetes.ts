/** What of Kubernetes is there on the engine's host: it is made while labs run already, so it is asked again and again. */
import {
  type BakedPlace,
  bakedPlace,
  type ClusterKind,
  clusterKinds,
  toolsPlace,
} from '../../engine/bake/baked-place.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Log } from '../../log.ts';
import { hostFiles } from './host-files.ts';

export interface Kubernetes {
  /** Kinds that can be cloned. */
  readonly kinds: readonly ClusterKind[];
  /** The folder for /opt/kubernetes, when it is whole. */
  readonly tools: string | undefined;
  baked(kind: ClusterKind, key?: string): BakedPlace;
  /** Rejects with `engine_down`. */
  refresh(): Promise<void>;
  close(): void;
}

const ASK_EVERY_MS = 3000;

export async function watchKubernetes(engine: Engine, log: Log): Promise<Kubernetes> {
  const files = hostFiles(engine);
  const tools = toolsPlace(engine, engine.kubernetesKey);
  const baked = (kind: ClusterKind, key = engine.kubernetesKey) => bakedPlace(engine, key, kind);
  const isThere = async (marker: string) => (await files.read(marker)) !== undefined;
  let found: Pick<Kubernetes, 'kinds' | 'tools'> = { kinds: [], tools: undefined };
  const refresh = async () => {
    const hasTools = await isThere(tools.marker);
    const ready = await Promise.all(
      clusterKinds.map(async (kind) => hasTools && isThere(baked(kind).marker)),
    );
    found = {
      kinds: clusterKinds.filter((_, index) => ready[index]),
      tools: hasTools ? tools.folder : undefined,
    };
  };
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const later = () => {
    if (closed) return;
    timer = setTimeout(() => {
      refresh()
        .catch((error: unknown) => log.warn({ err: error }, 'the baked clusters could not be asked for'))
        .finally(later);
    }, ASK_EVERY_MS).unref();
  };
  await refresh();
  later();
  return {
    get kinds() {
      return found.kinds;
    },
    get tools() {
      return found.tools;
    },
    baked,
    refresh,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
