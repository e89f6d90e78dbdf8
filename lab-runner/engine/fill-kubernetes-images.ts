/** Adds the images of Kubernetes to the lab's registry, which goes on serving: they are made later than the catalogue. */
import type Docker from 'dockerode';
import type { Engine } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';
import { fillRegistry, hasMark, type LocalImage } from './fill-registry.ts';
import { kubernetesImages } from './kubernetes/pod-images.ts';
import type { Progress } from './progress.ts';
import { registryContainer } from './registry-place.ts';
import { withSetupLock } from './setup-lock.ts';

/** Versions that published manifests and Kubernetes' documentation ask for; ours stands in for them. */
const typed: Readonly<Record<string, readonly string[]>> = {
  'e2e-test-images/agnhost': ['2.39', '2.40', '2.43', '2.45', '2.47', '2.53', '2.55'],
  'metrics-server/metrics-server': ['v0.7.2', 'v0.8.0', 'v0.8.1'],
};

/**
 * Does nothing where the registry has them. A new catalogue is a new volume, and what it lacks is pushed again.
 * Needs the catalogue's registry (ensureCatalogue) and the images on the engine (build steps).
 */
export async function fillKubernetesImages(
  engine: Engine,
  config: EngineConfig,
  progress: Progress,
): Promise<void> {
  if (await servesKubernetesImages(engine)) return;
  await withSetupLock(`images ${config.cacheFolder}`, progress, async () => {
    if (await servesKubernetesImages(engine)) return;
    const { image, volume } = await servingRegistry(engine.docker);
    const images = (await kubernetesImages()).map(withTypedTags);
    await fillRegistry(engine.docker, image, volume, images, progress, markOf(engine));
  });
}

/** False as well while no registry runs. */
export function servesKubernetesImages(engine: Engine): Promise<boolean> {
  return hasMark(engine.docker, registryContainer, markOf(engine));
}

const markOf = ({ kubernetesKey }: Engine) => `kubernetes-${kubernetesKey}`;

function withTypedTags(image: LocalImage): LocalImage {
  return { ...image, tags: [...new Set([...image.tags, ...(typed[image.repository] ?? [])])] };
}

/** Image and volume of the registry that serves now. */
export async function servingRegistry(docker: Docker): Promise<{ image: string; volume: string }> {
  const { Image, Mounts } = await docker.getContainer(registryContainer).inspect();
  const volume = Mounts.find(({ Name }) => Name !== undefined)?.Name;
  if (volume === undefined) throw new Error("The lab's registry has no volume. Run npm start again.");
  return { image: Image, volume };
}
