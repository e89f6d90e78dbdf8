/** Brings up the lab's registry with the catalogue in it. Nothing changed: one hash and one question to the engine. */
import type Docker from 'dockerode';
import { catalogueKey, readCatalogue } from './catalogue-list.ts';
import type { Engine } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';
import { fillRegistry, type LocalImage } from './fill-registry.ts';
import { hasImage } from './images.ts';
import { servedCatalogue, startRegistry } from './lab-registry.ts';
import { dockerHubAnswers, mirrorImages } from './mirrored-images.ts';
import type { Progress } from './progress.ts';
import { withSetupLock } from './setup-lock.ts';
import { buildStandIns, registryStandIn } from './stand-in-images.ts';
import { tidyRegistries } from './tidy-images.ts';

export async function ensureCatalogue(
  engine: Engine,
  config: EngineConfig,
  progress: Progress,
): Promise<void> {
  const key = await catalogueKey(config.catalogueSource);
  if ((await servedCatalogue(engine.docker)) === key) return;
  await withSetupLock(`images ${config.cacheFolder}`, progress, () =>
    bringUp(engine.docker, config, key, progress),
  );
}

/** The registry's image carries the key once its volume is full, so that an interrupted filling is done again. */
async function bringUp(docker: Docker, config: EngineConfig, key: string, progress: Progress): Promise<void> {
  if ((await servedCatalogue(docker)) === key) return;
  const image = `drydock/registry:${key}`;
  const volume = `drydock-registry-${key}`;
  if (!(await hasImage(docker, image)) || !(await hasVolume(docker, volume))) {
    await fill(docker, config, volume, progress);
    await docker.getImage(registryStandIn).tag({ repo: 'drydock/registry', tag: key });
  }
  await startRegistry(docker, image, volume, key);
  await tidyRegistries(docker);
  progress("The lab's registry serves the catalogue, read-only");
}

async function fill(docker: Docker, config: EngineConfig, volume: string, progress: Progress): Promise<void> {
  await docker.createVolume({ Name: volume });
  const images = await makeImages(docker, config, progress);
  await fillRegistry(docker, registryStandIn, volume, images, progress);
}

async function makeImages(
  docker: Docker,
  config: EngineConfig,
  progress: Progress,
): Promise<readonly LocalImage[]> {
  const catalogue = await readCatalogue();
  const mirror =
    config.catalogueSource === 'mirror' ||
    (config.catalogueSource === 'automatic' && (await dockerHubAnswers(docker)));
  if (!mirror) return buildStandIns(docker, catalogue, config.cacheFolder, progress);
  const registry = catalogue.filter(({ name }) => name === 'registry');
  await buildStandIns(docker, registry, config.cacheFolder, progress);
  const { mirrored, missing } = await mirrorImages(docker, catalogue, config.cacheFolder, progress);
  return [...mirrored, ...(await buildStandIns(docker, missing, config.cacheFolder, progress))];
}

async function hasVolume(docker: Docker, name: string): Promise<boolean> {
  return docker
    .getVolume(name)
    .inspect()
    .then(
      () => true,
      (error: { statusCode?: number }) => {
        if (error.statusCode === 404) return false;
        throw error;
      },
    );
}
