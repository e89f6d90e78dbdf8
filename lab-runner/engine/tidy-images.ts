/** Takes away what earlier versions left on the engine. Runs after something was built, never on a quick start. */
import type Docker from 'dockerode';

/** Clones of different versions share an engine: what they started with last stays. */
const keptImages = 3;
const keptRegistries = 2;
const volumePrefix = 'drydock-registry-';
/** Layers without a name are the builder's cache. */
const keptCache = '168h';

export async function tidySandboxImages(docker: Docker): Promise<void> {
  const images = await docker.listImages({ filters: { label: ['org.drydock.image=sandbox'] } });
  const named = images.filter(({ RepoTags }) => RepoTags?.some((tag) => tag.startsWith('drydock/sandbox:')));
  await removeAll(
    newestFirst(named)
      .slice(keptImages)
      .flatMap(({ RepoTags }) => RepoTags ?? []),
    (tag) => docker.getImage(tag).remove(),
  );
  await docker.pruneImages({ filters: { dangling: ['true'], until: [keptCache] } });
}

/** An earlier node is needed no more once a cluster is baked from it; learners' own clusters have it in their sandbox. */
export async function tidyNodeImages(docker: Docker): Promise<void> {
  const images = await docker.listImages({ filters: { label: ['org.drydock.image=node'] } });
  const names = newestFirst(images).flatMap(({ RepoTags }) => RepoTags ?? []);
  const ours = names.filter((tag) => /^drydock\/node:[0-9a-f]{16}$/.test(tag));
  await removeAll(ours.slice(keptImages), (tag) => docker.getImage(tag).remove());
}

export async function tidyRegistries(docker: Docker): Promise<void> {
  const { Volumes } = await docker.listVolumes({ filters: { name: [volumePrefix] } });
  // dockerode's types leave CreatedAt out.
  const volumes = (Volumes ?? []) as readonly { readonly Name: string; readonly CreatedAt?: string }[];
  const names = [...volumes]
    .sort((one, other) => String(other.CreatedAt).localeCompare(String(one.CreatedAt)))
    .map(({ Name }) => Name)
    .slice(keptRegistries);
  await removeAll(names, async (name) => {
    await docker.getVolume(name).remove();
    await docker.getImage(`drydock/registry:${name.slice(volumePrefix.length)}`).remove();
  });
}

const newestFirst = <T extends { readonly Created: number }>(images: readonly T[]) =>
  [...images].sort((one, other) => other.Created - one.Created);

/** What is in use stays, and is taken away another time. */
async function removeAll(
  names: readonly string[],
  remove: (name: string) => Promise<unknown>,
): Promise<void> {
  for (const name of names) {
    await remove(name).catch((error: { statusCode?: number }) => {
      if (error.statusCode !== 409 && error.statusCode !== 404) throw error;
    });
  }
}
