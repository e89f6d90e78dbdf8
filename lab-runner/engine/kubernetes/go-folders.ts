/** Go's caches and what was compiled: kept between builds, so that an interrupted one goes on and a change compiles little. */
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { runOrThrow } from '../run-command.ts';

/** Folder in the compile container → what a container mounts there. */
const folders = { '/mnt/go-mod': 'go-mod', '/mnt/go-build': 'go-build', '/mnt/out': 'out' } as const;

export type GoFolders = 'written' | 'read';

/**
 * Binds of the caches for a container. Where this process shares the engine's file system they are folders of the cache
 * folder, which belong to root in a container; elsewhere the engine keeps them in volumes.
 */
export async function goFolders(
  engine: Engine,
  config: EngineConfig,
  use: GoFolders,
): Promise<readonly string[]> {
  const mode = use === 'read' ? ':ro' : '';
  const binds = (placed: (name: string) => string) =>
    Object.entries(folders).map(([inside, name]) => `${placed(name)}:${inside}${mode}`);
  if (!engine.sharesFileSystem) return binds((name) => `drydock-${name}`);
  const parent = join(config.cacheFolder, 'kubernetes');
  if (use === 'written') {
    await ownFolders(
      Object.values(folders).map((name) => join(parent, name)),
      engine.remappedRoot,
    );
  }
  return binds((name) => join(parent, name));
}

/** Only what is not yet theirs: a cache has 300,000 files. */
async function ownFolders(paths: readonly string[], { uid, gid }: Engine['remappedRoot']): Promise<void> {
  await runOrThrow(['mkdir', '-p', ...paths]);
  await runOrThrow([
    'find',
    ...paths,
    '!',
    '-uid',
    `${uid}`,
    '-exec',
    'chown',
    '-h',
    `${uid}:${gid}`,
    '{}',
    '+',
  ]);
}
