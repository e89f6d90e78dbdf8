/** Divides the disk of a bake into what all clones share and what each of them gets a copy of. */
import type { Engine } from '../engine.ts';
import { type BakedPlace, nodesOf } from './baked-place.ts';

/**
 * Layers of the nested engine and committed snapshots of the nodes never change. The rest becomes a disk with little
 * room, for a clone grows its own.
 */
const PACK = `set -euo pipefail
shopt -s nullglob
cd /from
rm -rf pack
mkdir -p pack/shared pack/rest
mv docker pack/rest/docker
count=0
share() {
  mv "pack/rest/docker/$1" "pack/shared/$count"
  mkdir "pack/rest/docker/$1"
  printf '%s %s\\n' "$count" "$1" >>pack/shared/binds
  count=$((count + 1))
}
cd pack/rest/docker
layers=(image/overlay2/layerdb/sha256/*/cache-id)
snapshots=(volumes/*/_data/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/*/fs)
cd /from
[ \${#layers[@]} -gt 0 ] && [ \${#snapshots[@]} -gt 0 ] || { echo "no layers: \${#layers[@]}, or no snapshots: \${#snapshots[@]}"; exit 1; }
for layer in "\${layers[@]}"; do share "overlay2/$(cat "pack/rest/docker/$layer")/diff"; done
for snapshot in "\${snapshots[@]}"; do share "$snapshot"; done
printf '%s\\n' $NODES >pack/shared/nodes
cp home/.kube/config pack/shared/kubeconfig
chown -R "$OWNER" pack/shared/binds pack/shared/nodes pack/shared/kubeconfig
chmod 444 pack/shared/kubeconfig pack/shared/binds pack/shared/nodes
chown "$OWNER" pack/rest pack/shared
chmod 711 pack/rest pack/rest/docker pack/shared
truncate --size=0 pack/rest/docker/containers/*/*-json.log
[ "$SHARED" != erofs ] || mkfs.erofs --quiet /out/shared.erofs pack/shared
install -D -o "\${OWNER%:*}" -g "\${OWNER#*:}" -m 400 bake/checker-kubeconfig /out/checker/kubeconfig
chmod 711 /out/checker
printf '%s layers and snapshots are shared\\n' "$count"`;

// The host makes every sandbox's disk, and so these; without EROFS the shared layers are such a disk as well.
const MAKE_DISKS = `set -eu
cd "$1/pack"
size() { du --summarize --block-size=1M "$1" | cut -f 1; }
if [ "$4" != erofs ]; then
  files=$(find shared | wc -l)
  mkfs.ext4 -q -m 0 -b 4096 -O ^has_journal -N $((files + 1000)) -d shared "$2/shared.ext4" "$(($(size shared) * 11 / 10 + files / 1000 + 64))M"
fi
mkfs.ext4 -q -m 0 -b 4096 -J size=8 -i 16384 -E "root_owner=$3,nodiscard" -d rest "$2/disk.img" "$(($(size rest) * 3 / 2 + 256))M"
echo "each clone gets a copy of $(size rest) MiB"`;

/** `disk` and the place are on the engine's host. With the ids of the host, because an image of a file system has those. */
export async function pack(engine: Engine, disk: string, place: BakedPlace): Promise<string> {
  const { uid, gid } = engine.remappedRoot;
  const shared = await sharedType(engine);
  const container = await engine.docker.createContainer({
    Image: engine.sandboxImage,
    Entrypoint: ['bash', '-c', PACK],
    Cmd: [],
    User: '0:0',
    Env: [`OWNER=${uid}:${gid}`, `NODES=${nodesOf(place.kind).join(' ')}`, `SHARED=${shared}`],
    HostConfig: {
      UsernsMode: 'host',
      NetworkMode: 'none',
      Binds: [`${disk}:/from`, `${place.folder}:/out`],
    },
  });
  try {
    await container.start();
    const { StatusCode } = (await container.wait()) as { StatusCode: number };
    const said = (await container.logs({ stdout: true, stderr: true })).toString('utf8');
    if (StatusCode !== 0) throw new Error(`the cluster could not be packed: ${said.slice(-3000)}`);
    const args = [disk, place.folder, `${uid}:${gid}`, shared];
    const made = await engine.hostRun(['sh', '-c', MAKE_DISKS, 'drydock', ...args], { timeoutMs: 300_000 });
    if (made.exitCode !== 0) throw new Error(`the disks could not be made: ${made.stderr}`);
    return `${said.trim()}; ${made.stdout.trim()}`;
  } finally {
    await container.remove({ force: true });
  }
}

async function sharedType(engine: Engine): Promise<'erofs' | 'ext4'> {
  const ask = 'modprobe erofs 2>/dev/null; grep -qw erofs /proc/filesystems';
  return (await engine.hostRun(['sh', '-c', ask])).exitCode === 0 ? 'erofs' : 'ext4';
}
