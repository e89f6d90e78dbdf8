import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClusterMessage, clusterMessageSchema, clusterObjectSchema } from '../../lib/lab-api/cluster.ts';
import { clusterKinds } from '../../lib/lab-api/cluster-kinds.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { Pace } from './pace.ts';

const textOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const PROGRAM = `${textOf('./facts.py')}\n${textOf('./follow-cluster.py')}`;
const PATHS = Object.fromEntries(Object.entries(clusterKinds).map(([kind, { path }]) => [kind, path]));
/** `-I`: nothing of the learner's is loaded into it by accident. */
const COMMAND = ['python3', '-I', '-c', PROGRAM, JSON.stringify(PATHS)];

/** Where `kubectl` keeps what leads to a cluster. */
const KUBECONFIG_FOLDER = '/home/learner/.kube';
const KUBECONFIG = 'config';
const RETRY_MS = 3000;

export interface WatchClusterOptions {
  readonly signal: AbortSignal;
  /** What is told next waits for it. */
  readonly tell: (message: ClusterMessage) => Promise<void> | undefined;
}

/**
 * Tells what there is, then every change, until the signal aborts; begins anew when the learner chooses another context.
 * In the sandbox and as the learner: nobody is told more than they may see. Rejects when the sandbox is gone.
 */
export async function watchCluster(sandbox: Sandbox, { signal, tell }: WatchClusterOptions): Promise<void> {
  const kubeconfig = followKubeconfig(sandbox, signal);
  const pace = new Pace();
  while (!signal.aborted) {
    const changed = kubeconfig.changed();
    const until = AbortSignal.any([signal, changed]);
    let isDown = false;
    await tell({ type: 'begin' });
    for await (const line of sandbox.execLines(COMMAND, {
      place: 'sandbox',
      user: 'learner',
      signal: until,
    })) {
      await pace.take(line.length, until);
      const message = parseMessage(line);
      if (!message) break;
      isDown = message.type === 'down';
      await tell(message);
    }
    if (until.aborted) continue;
    if (!isDown) await tell({ type: 'down', why: 'unreachable' });
    await sleep(RETRY_MS, undefined, { signal: until }).catch(() => {});
  }
}

/** What is printed is in the learner's hands: undefined for anything that is no message. Odd things in it are left out. */
export function parseMessage(line: string): ClusterMessage | undefined {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof said === 'object' && said !== null && 'objects' in said && Array.isArray(said.objects)) {
    const objects = said.objects.flatMap((object) => clusterObjectSchema.safeParse(object).data ?? []);
    return clusterMessageSchema.safeParse({ ...said, objects }).data;
  }
  return clusterMessageSchema.safeParse(said).data;
}

/** The signal of `changed` aborts when the file changes after the call. */
function followKubeconfig(sandbox: Sandbox, signal: AbortSignal): { changed(): AbortSignal } {
  let next = new AbortController();
  const follow = async () => {
    for await (const changes of sandbox.files.watch(KUBECONFIG_FOLDER, signal)) {
      const isIt = changes.some((change) => change.type === 'overflow' || change.path === KUBECONFIG);
      if (isIt) next.abort();
    }
  };
  // Without the folder there is nothing to follow, and the watch says of the cluster what there is to say.
  void follow().catch(() => {});
  return {
    changed() {
      next = new AbortController();
      return next.signal;
    },
  };
}
