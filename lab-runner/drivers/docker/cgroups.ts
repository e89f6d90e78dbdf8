import { LabError } from '../../errors.ts';
import type { DockerContext } from './context.ts';
import { hostScript } from './host-script.ts';

// runc gives a container its cgroup only with the systemd driver on version 2. The limits stay in files of the host's
// root, so root in the sandbox can divide what it has and not take more.
const GIVE = `
for folder in /sys/fs/cgroup/*/docker/"$1" /sys/fs/cgroup/*/*/docker/"$1" /sys/fs/cgroup/docker/"$1" /sys/fs/cgroup/*/docker-"$1".scope; do
  [ -d "$folder" ] || continue
  for file in cgroup.procs tasks cgroup.clone_children cgroup.subtree_control cgroup.threads; do
    [ -e "$folder/$file" ] && chown "$2:$3" "$folder/$file"
  done
  chown "$2:$3" "$folder" && given=$folder
done
echo "\${given:-none}"`;

/** Gives the cgroup folders of a running container to root in it, or nested engines could run nothing. */
export async function giveCgroups({ engine }: DockerContext, containerId: string): Promise<void> {
  const { uid, gid } = engine.remappedRoot;
  const given = await hostScript(engine, GIVE, [containerId, uid, gid]);
  if (given.trim() !== 'none') return;
  throw new LabError('lab_start_failed', { detail: `no cgroup of ${containerId} on the engine's host` });
}
