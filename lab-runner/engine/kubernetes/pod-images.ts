/** Images of a cluster's own pods and of pods in lessons, on the lab engine: what the lab's registry is filled from. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { z } from 'zod';
import type { LocalImage } from '../fill-registry.ts';
import { eachLine, hasImage } from '../images.ts';
import type { CompileContainer } from './compile-container.ts';
import { resultFolder } from './compile-product.ts';
import type { Compiler } from './products.ts';
import { kubernetesVersion, nodeFolder, readVersions, type Versions } from './versions.ts';

const listSchema = z.array(
  z.looseObject({ archive: z.enum(['system', 'pods']), names: z.array(z.string()).min(1) }),
);

/** What the archives that compile/images.sh writes hold, by the names that pods use. */
export async function podImageNames(): Promise<readonly string[]> {
  const list = listSchema.parse(JSON.parse(await readFile(join(nodeFolder, 'images.json'), 'utf8')));
  const versions = await readVersions();
  return list.flatMap(({ names }) =>
    names.map((name) => name.replace(/\$\{([a-z-]+)\}/g, (_, key) => tagOf(versions, key))),
  );
}

function tagOf({ images, products }: Versions, key: string): string {
  const tag = images[key] ?? products[key]?.version;
  if (tag === undefined) throw new Error(`images.json names \${${key}}, which versions.json does not know`);
  return tag;
}

/** For the lab's registry: repositories without their host, as containerd asks a mirror for them. */
export async function kubernetesImages(): Promise<readonly LocalImage[]> {
  const node = `kindest/node:${await kubernetesVersion()}`;
  return [node, ...(await podImageNames())].map((name) => {
    const [reference, tag] = splitTag(name);
    const repository = reference.replace(/^[^/]*\.[^/]*\//, '');
    return { local: name, repository, tags: [tag] };
  });
}

function splitTag(name: string): readonly [string, string] {
  const colon = name.lastIndexOf(':');
  return [name.slice(0, colon), name.slice(colon + 1)];
}

const marker = (key: string) => `drydock/pod-images:${key}`;

export function podImagesKey(compiler: Compiler): string {
  return resultFolder('images', compiler).slice(-16);
}

export function hasPodImages(docker: Docker, key: string): Promise<boolean> {
  return hasImage(docker, marker(key));
}

export async function loadPodImages(
  docker: Docker,
  container: CompileContainer,
  archives: readonly string[],
  key: string,
): Promise<void> {
  for (const archive of archives) {
    const answer = await docker.loadImage(await container.read(archive), { quiet: true });
    await eachLine(answer, () => {});
  }
  const first = (await podImageNames())[0] ?? '';
  await docker.getImage(first).tag({ repo: 'drydock/pod-images', tag: key });
}
