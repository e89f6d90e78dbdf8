/**
 * A sandbox's disk: a sparse file with a file system of its own, so that it is full at its size and not before, and
 * takes from the host only what is in it.
 */
import type { BakedPlace } from '../../engine/bake/baked-place.ts';
import { mountShared } from '../../engine/bake/mount-shared.ts';
import type { DockerContext } from './context.ts';
import { hostScript } from './host-script.ts';
import type { Place } from './place.ts';

// Direct, or every page is cached twice. The loop device is given back at once and goes when the mount does. The
// agent's socket is in a folder that root in the sandbox can write to: a tiny one, or it could fill the host's disk.
const MOUNT = `
if ! mountpoint -q "$1/disk"; then
  loop=$(losetup --find --show --direct-io=on "$1/disk.img" 2>/dev/null || losetup --find --show "$1/disk.img")
  mount -t ext4 -o noatime,discard,nodev,noinit_itable "$loop" "$1/disk" || { losetup --detach "$loop"; exit 1; }
  losetup --detach "$loop"
fi
if ! mountpoint -q "$1/sandbox-run"; then
  mount -t tmpfs -o "size=64k,nr_inodes=16,mode=700,uid=$2,gid=$3,nosuid,nodev,noexec" drydock "$1/sandbox-run"
fi`;

const SHARED = `(set -- "$5"; ${mountShared})`;

// Remapped root must walk through the folders (711) and see nothing beside its own.
const MAKE = `set -eu
umask 077
mkdir -p "$1/disk" "$1/sandbox-run" "$1/checker-run"
chmod 711 "\${1%/*/*}" "\${1%/*}" "$1"
chown "$2:$3" "$1/checker-run"
[ -z "$5" ] || { ${SHARED}; cp --sparse=always "$5/disk.img" "$1/disk.img"; }
truncate --size="$4M" "$1/disk.img"
# Before it is mounted, because the kernel wants CAP_SYS_RESOURCE to grow one that is.
[ -z "$5" ] || resize2fs -f "$1/disk.img" 2>/dev/null >&2
[ -n "$5" ] || mkfs.ext4 -q -m 0 -J size=8 -E "root_owner=$2:$3,nodiscard" "$1/disk.img"
${MOUNT}
rmdir "$1/disk/lost+found" 2>/dev/null || true`;

const REMOVE = `set -u
for mount in disk sandbox-run; do
  umount "$1/$mount" 2>/dev/null || umount --lazy "$1/$mount" 2>/dev/null
done
losetup --associated "$1/disk.img" --noheadings --output NAME 2>/dev/null | while read -r loop; do losetup --detach "$loop"; done
rm -rf --one-file-system "$1"`;

/** Empty, or a copy of what was baked, whose shared layers are mounted too. */
export async function makeDisk(
  { engine }: DockerContext,
  place: Place,
  diskMiB: number,
  baked: BakedPlace | undefined,
): Promise<void> {
  const { uid, gid } = engine.remappedRoot;
  await hostScript(engine, MAKE, [place.folder, uid, gid, diskMiB, baked?.folder ?? '']);
}

/** Nothing happens when it is mounted; after a reboot of the host it is not. Sockets of agents that died go. */
export async function remountDisk(
  { engine }: DockerContext,
  place: Place,
  baked: BakedPlace | undefined,
): Promise<void> {
  const { uid, gid } = engine.remappedRoot;
  const script = `set -eu\n[ -z "$5" ] || ${SHARED}\n${MOUNT}\nrm -f "$1/sandbox-run/agent.sock" "$1/checker-run/agent.sock"`;
  await hostScript(engine, script, [place.folder, uid, gid, '', baked?.folder ?? '']);
}

/** The disk and the sandbox's whole folder. Containers that hold it must be gone. */
export async function removeDisk({ engine }: DockerContext, place: Place): Promise<void> {
  await hostScript(engine, REMOVE, [place.folder]);
}
