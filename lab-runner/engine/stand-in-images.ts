/** Builds the stand-ins of the catalogue, one stage of its Dockerfile each. */
import type Docker from 'dockerode';
import { ensureBaseImage } from './base-image.ts';
import { buildImage, hostCertificates } from './build-image.ts';
import { type CatalogueImage, catalogueFolder, officialName, repositoriesOf } from './catalogue-list.ts';
import type { LocalImage } from './fill-registry.ts';
import { type Progress, timed } from './progress.ts';

/** Our registry is built in any case: it brings the read-only configuration. */
export const registryStandIn = 'drydock/stand-in-registry';

/** One name on the engine for each entry: stages are shared, labels are not. */
export function standInTag(image: Pick<CatalogueImage, 'name' | 'registry' | 'target'>): string {
  const stage = image.target === undefined ? '' : `-${image.target}`;
  return `drydock/stand-in-${officialName(image).replaceAll('/', '-')}${stage}`;
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
  return images.flatMap((image) =>
    repositoriesOf(image).map((repository) => ({
      local: standInTag(image),
      repository,
      tags: [...image.tags, ...image.typed],
    })),
  );
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
