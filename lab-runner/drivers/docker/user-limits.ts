import { LabError } from '../../errors.ts';
import type { DockerContext } from './context.ts';
import { engineCall } from './engine-call.ts';
import { hostScript } from './host-script.ts';

/**
 * What the kernel counts by user, though all sandboxes are one user to it: without a limit of its own one sandbox takes
 * every inotify instance of the host, and nobody's engine starts any more. Plenty for three Kubernetes nodes.
 */
const LIMITS = {
  max_inotify_instances: 1024,
  max_inotify_watches: 65_536,
  max_fanotify_groups: 128,
  max_fanotify_marks: 8192,
  max_user_namespaces: 1024,
  max_mnt_namespaces: 1024,
  max_net_namespaces: 1024,
  max_pid_namespaces: 1024,
  max_ipc_namespaces: 1024,
  max_uts_namespaces: 1024,
  max_cgroup_namespaces: 1024,
  max_time_namespaces: 1024,
} as const;

// The settings are those of the user namespace one is in. Root in the sandbox lacks the capability to change them.
const SET = `exec nsenter --user --target "$1" -- sh -c '
for setting in "$@"; do
  file=/proc/sys/user/\${setting%=*}
  [ ! -e "$file" ] || echo "\${setting#*=}" >"$file" || exit 1
done' "$@"`;

/** Limits a running container's user namespace. */
export async function limitUser({ engine }: DockerContext, container: string): Promise<void> {
  const { State } = await engineCall(engine.docker.getContainer(container).inspect());
  if (!State.Running) throw new LabError('lab_start_failed', { detail: `${container} ended at once` });
  const settings = Object.entries(LIMITS).map(([name, limit]) => `${name}=${limit}`);
  await hostScript(engine, SET, [State.Pid, ...settings]);
}
