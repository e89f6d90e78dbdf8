import { LabError } from '../../errors.ts';
import type { DockerContext } from './context.ts';
import { hostScript } from './host-script.ts';

// runc gives a container its cgroup only with the systemd driver on version 2. The limits stay in files of the host's
// root, so root in the sandbox can divide what it has and not take more.
// One chown for all, because forty of them take a tenth of a second that the sandbox's init waits for.
const GIVE = `set -u
id=$1 owner=$2
set --
for folder in /sys/fs/cgroup/*/docker/"$id" /sys/fs/cgroup/*/*/docker/"$id" /sys/fs/cgroup/docker/"$id" /sys/fs/cgroup/*/docker-"$id".scope; do
  [ -d "$folder" ] || continue
  set -- "$@" "$folder"
  for file in cgroup.procs tasks cgroup.clone_children cgroup.subtree_control cgroup.threads; do
    [ ! -e "$folder/$file" ] || set -- "$@" "$folder/$file"
  done
done
[ $# -gt 0 ] || { echo none; exit 0; }
chown "$owner" "$@"`;

/** Gives the cgroup folders of a running container to root in it, or nested engines could run nothing. */
export async function giveCgroups({ engine }: DockerContext, containerId: string): Promise<void> {
  const { uid, gid } = engine.remappedRoot;
  const given = await hostScript(engine, GIVE, [containerId, `${uid}:${gid}`]);
  if (given.trim() !== 'none') return;
  throw new LabError('lab_start_failed', { detail: `no cgroup of ${containerId} on the engine's host` });
}
