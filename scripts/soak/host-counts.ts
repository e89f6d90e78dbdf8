/** What sandboxes take on the engine's host, counted: what is left of it after a run has leaked. */
import type { Engine } from '../../lab-runner/engine/engine.ts';

// Of all instances together: what a lost sandbox leaves may have lost its name too.
const COUNT = `
processes=0
for status in /proc/[0-9]*/status; do
  { read -r _ && while read -r key value _; do [ "$key" = Uid: ] && break; done && [ "$value" -ge "$2" ] && processes=$((processes + 1)); } <"$status" 2>/dev/null
done
echo "processes $processes"
echo "mounts $(grep -cF "$1/sandboxes/" /proc/mounts)"
echo "loops $(losetup --list --raw --noheadings --output BACK-FILE | grep -cF "$1/sandboxes/")"
echo "folders $(find "$1/sandboxes" -mindepth 2 -maxdepth 2 2>/dev/null | wc -l)"
echo "disk $(du -s --block-size=1M --one-file-system "$1/sandboxes" | cut -f1)"`;

export interface HostCounts {
  readonly containers: number;
  readonly networks: number;
  readonly volumes: number;
  /** Of remapped users: all that sandboxes run, and builds. */
  readonly processes: number;
  readonly mounts: number;
  readonly loops: number;
  readonly folders: number;
  readonly diskMiB: number;
}

export async function countHost({ docker, hostRun, stateFolder, remappedRoot }: Engine): Promise<HostCounts> {
  const [containers, networks, volumes, host] = await Promise.all([
    docker.listContainers({ all: true }),
    docker.listNetworks(),
    docker.listVolumes(),
    hostRun(['bash', '-c', COUNT, 'drydock', stateFolder, `${remappedRoot.uid}`]),
  ]);
  const count = (name: string) =>
    Number(new RegExp(`^${name} (\\d+)`, 'm').exec(host.stdout)?.[1] ?? Number.NaN);
  return {
    containers: containers.length,
    networks: networks.length,
    volumes: volumes.Volumes?.length ?? 0,
    processes: count('processes'),
    mounts: count('mounts'),
    loops: count('loops'),
    folders: count('folders'),
    diskMiB: count('disk'),
  };
}
