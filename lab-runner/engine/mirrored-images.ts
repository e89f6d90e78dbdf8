/** The official images, where Docker Hub answers: pulled once, and from then on by the digest that was seen first. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { type CatalogueImage, repositoryOf } from './catalogue-list.ts';
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

export async function mirrorImages(
  docker: Docker,
  images: readonly CatalogueImage[],
  cacheFolder: string,
  progress: Progress,
): Promise<readonly LocalImage[]> {
  const file = join(cacheFolder, 'catalogue-pins.json');
  const pins = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Pins;
  const mirrored: LocalImage[] = [];
  for (const image of images) {
    for (const tag of image.mirror) {
      const name = `${image.name}:${tag}`;
      const local = await timed(progress, `Mirroring ${name}`, () =>
        pullPinned(docker, image.name, tag, pins),
      );
      mirrored.push({ local, repository: repositoryOf(image.name), tags: [tag] });
    }
  }
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify(pins, null, 2)}\n`);
  return mirrored;
}

async function pullPinned(docker: Docker, name: string, tag: string, pins: Pins): Promise<string> {
  const key = `${name}:${tag}`;
  const pinned = pins[key];
  const reference = pinned === undefined ? key : `${name}@${pinned}`;
  if (!(await pullImage(docker, reference, 60_000, () => {}))) {
    throw new Error(
      `${reference} could not be pulled from Docker Hub. Run npm start again, or set LAB_CATALOGUE=stand-in.`,
    );
  }
  const found = await docker.getImage(reference).inspect();
  const digest = found.RepoDigests.map((entry) => entry.split('@')[1]).find((entry) => entry !== undefined);
  if (digest !== undefined) pins[key] = digest;
  return found.Id;
}
