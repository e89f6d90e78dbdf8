/** The programs of a lab's terminal, in a folder on the engine's host that every sandbox sees read-only. */
import { toolsPlace } from '../bake/baked-place.ts';
import type { Engine } from '../engine.ts';
import { openCompileContainer } from './compile-container.ts';
import { linkResults } from './compile-product.ts';
import type { Making } from './node-image.ts';

const container = 'drydock-tools';
/** What a cluster is baked with and every shell has. */
export const firstTools = ['kubernetes', 'kind', 'kubectx', 'drydock-node', 'completions'];

/** What is filled belongs to root in a container, so it is filled beside the folder that labs see, and moved in by the host. */
const BEGIN = `set -eu
rm -rf "$1.new"
mkdir -p "$1/bin" "$1/completions" "$1.new"
chmod 711 "\${1%/*/*}" "\${1%/*}"
chmod 755 "$1" "$1/bin" "$1/completions"
chown "$2" "$1.new"`;
const END = `set -eu
chown -R 0:0 "$1.new"
for folder in bin completions; do
  [ ! -d "$1.new/$folder" ] || find "$1.new/$folder" -type f -exec mv -f {} "$1/$folder/" \\;
done
rm -rf "$1.new"
sync -f "$1"
: >"$1/$2"`;

export async function fillTools(making: Making, products: readonly string[], mark: string): Promise<void> {
  const { engine, config, key, compiler } = making;
  await intoTools(engine, key, mark, async (bind) => {
    const opened = await openCompileContainer(engine, config, {
      name: container,
      image: compiler.image,
      caches: 'read',
      binds: [bind],
    });
    try {
      await linkResults(opened, products, compiler);
      const env = { OUT: '/mnt/tools', RESULTS: '/results' };
      await opened.run(['assemble/tools.sh', ...products], env, () => {});
    } finally {
      await opened.close();
    }
  });
}

/** Calls `fill` with a bind at /mnt/tools that a container may write to; then sets the mark. */
export async function intoTools(
  engine: Engine,
  key: string,
  mark: string,
  fill: (bind: string) => Promise<void>,
): Promise<void> {
  const { folder } = toolsPlace(engine, key);
  const { uid, gid } = engine.remappedRoot;
  await onHost(engine, BEGIN, folder, `${uid}:${gid}`);
  await fill(`${folder}.new:/mnt/tools`);
  await onHost(engine, END, folder, mark);
}

async function onHost(engine: Engine, script: string, ...args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await engine.hostRun(['sh', '-c', script, 'drydock', ...args]);
  if (exitCode !== 0) throw new Error(`On the engine's host: ${stderr}`);
}

export async function hasTools(engine: Engine, key: string, mark: string): Promise<boolean> {
  const { folder } = toolsPlace(engine, key);
  return (await engine.hostRun(['test', '-e', `${folder}/${mark}`])).exitCode === 0;
}
