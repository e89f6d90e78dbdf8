/** Go's caches and what was compiled: kept between builds, so that an interrupted one goes on and a change compiles little. */
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { runOrThrow } from '../run-command.ts';

/** Folder in the compile container → what a container mounts there. */
const folders = { '/mnt/go-mod': 'go-mod', '/mnt/go-build': 'go-build', '/mnt/out': 'out' } as const;

/**
 * Binds of the caches for a container. Where this process shares the engine's file system they are folders of the cache
 * folder, which belong to root in a container; elsewhere the engine keeps them in volumes.
 */
export async function goFolders(engine: Engine, config: EngineConfig): Promise<readonly string[]> {
  if (!engine.sharesFileSystem) {
    return Object.entries(folders).map(([inside, name]) => `drydock-${name}:${inside}`);
  }
  const parent = join(config.cacheFolder, 'kubernetes');
  const paths = Object.values(folders).map((name) => join(parent, name));
  await runOrThrow(['mkdir', '-p', ...paths]);
  const { uid, gid } = engine.remappedRoot;
  // Only what is not yet its own: a cache of 300,000 files would take seconds each time.
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
  return Object.entries(folders).map(([inside, name]) => `${join(parent, name)}:${inside}`);
}
