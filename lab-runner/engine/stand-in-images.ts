/** Builds the stand-ins of the catalogue, one stage of its Dockerfile each. */
import type Docker from 'dockerode';
import { ensureBaseImage } from './base-image.ts';
import { buildImage, hostCertificates } from './build-image.ts';
import { type CatalogueImage, catalogueFolder, repositoryOf } from './catalogue-list.ts';
import type { LocalImage } from './fill-registry.ts';
import { type Progress, timed } from './progress.ts';

export function standInTag(image: Pick<CatalogueImage, 'name' | 'target'>): string {
  return `drydock/stand-in-${image.target ?? image.name}`;
}

export async function buildStandIns(
  docker: Docker,
  images: readonly CatalogueImage[],
  cacheFolder: string,
  progress: Progress,
): Promise<readonly LocalImage[]> {
  await ensureBaseImage(docker, cacheFolder, progress);
  await timed(progress, `Building ${images.length} stand-ins from Debian's packages`, async () => {
    const certificates = await hostCertificates();
    for (const image of images) await buildStandIn(docker, image, certificates, progress);
  });
  return images.map((image) => ({
    local: standInTag(image),
    repository: repositoryOf(image.name),
    tags: image.tags,
  }));
}

/** All stages share their layers, so the first build does the work and the rest pick from it. */
async function buildStandIn(
  docker: Docker,
  image: CatalogueImage,
  certificates: string,
  progress: Progress,
): Promise<void> {
  await buildImage(
    docker,
    {
      tag: standInTag(image),
      folder: catalogueFolder,
      target: image.target ?? image.name,
      extraFiles: { 'host-ca.crt': certificates },
      labels: { 'org.drydock.stand-in': image.standIn },
    },
    progress,
  );
}
