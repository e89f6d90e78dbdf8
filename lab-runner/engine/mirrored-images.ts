/** The official images, where Docker Hub answers: pulled once, and from then on by the digest that was seen first. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { type CatalogueImage, dockerHub, officialName, repositoriesOf } from './catalogue-list.ts';
import type { LocalImage } from './fill-registry.ts';
import { pullImage } from './images.ts';
import { type Progress, timed } from './progress.ts';

/** A registry that answers has said something by then. */
const registryAnswersMs = 6000;
/** The smallest image there is: asking for it tells whether Docker Hub can be reached. */
const probe = 'hello-world:latest';

type Pins = Record<string, string>;

export async function dockerHubAnswers(docker: Docker): Promise<boolean> {
  return pullImage(docker, probe, registryAnswersMs, () => {});
}

export interface Mirrored {
  readonly mirrored: readonly LocalImage[];
  /** Images of registries other than Docker Hub that did not answer: what stands in for them is made. */
  readonly missing: readonly CatalogueImage[];
}

export async function mirrorImages(
  docker: Docker,
  images: readonly CatalogueImage[],
  cacheFolder: string,
  progress: Progress,
): Promise<Mirrored> {
  const file = join(cacheFolder, 'catalogue-pins.json');
  const pins = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Pins;
  const mirrored: LocalImage[] = [];
  const missing: CatalogueImage[] = [];
  for (const image of images) {
    const pulled = await mirrorTags(docker, image, pins, progress);
    if (pulled === undefined) missing.push(image);
    else mirrored.push(...pulled);
  }
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify(pins, null, 2)}\n`);
  return { mirrored, missing };
}

async function mirrorTags(
  docker: Docker,
  image: CatalogueImage,
  pins: Pins,
  progress: Progress,
): Promise<readonly LocalImage[] | undefined> {
  const found: LocalImage[] = [];
  for (const tag of image.mirror) {
    const name = `${officialName(image)}:${tag}`;
    const local = await timed(progress, `Mirroring ${name}`, () => pullPinned(docker, name, pins));
    if (local === undefined && image.registry !== dockerHub) {
      progress(`${name} cannot be pulled; a stand-in is made instead`);
      return undefined;
    }
    if (local === undefined) {
      throw new Error(
        `${name} could not be pulled from Docker Hub. Run npm start again, or set LAB_CATALOGUE=stand-in.`,
      );
    }
    for (const repository of repositoriesOf(image)) found.push({ local, repository, tags: [tag] });
  }
  return found;
}

async function pullPinned(docker: Docker, name: string, pins: Pins): Promise<string | undefined> {
  const pinned = pins[name];
  const reference = pinned === undefined ? name : `${name.slice(0, name.lastIndexOf(':'))}@${pinned}`;
  if (!(await pullImage(docker, reference, 60_000, () => {}))) return undefined;
  const found = await docker.getImage(reference).inspect();
  const digest = found.RepoDigests.map((entry) => entry.split('@')[1]).find((entry) => entry !== undefined);
  if (digest !== undefined) pins[name] = digest;
  return found.Id;
}
