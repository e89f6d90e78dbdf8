/** Puts images into a registry volume, through a registry that only the engine reaches and that lives no longer. */

import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { eachLine } from './images.ts';
import { type Progress, timed } from './progress.ts';
import { registryPort } from './registry-place.ts';

export interface LocalImage {
  /** Name or id on the engine. */
  readonly local: string;
  readonly repository: string;
  readonly tags: readonly string[];
}

const container = 'drydock-registry-fill';
const storage = '/var/lib/registry';

/** Pushes the images, and then leaves the mark, so that who finds it knows that they are all there. */
export async function fillRegistry(
  docker: Docker,
  registryImage: string,
  volume: string,
  images: readonly LocalImage[],
  progress: Progress,
  mark?: string,
): Promise<void> {
  await removeContainer(docker, container);
  const port = await startWritable(docker, registryImage, volume);
  try {
    await timed(progress, `Putting ${images.length} images into the lab's registry`, async () => {
      for (const image of images) await push(docker, image, `127.0.0.1:${port}`);
    });
    if (mark !== undefined) await putMark(docker, mark);
  } finally {
    await removeContainer(docker, container);
  }
}

/** The engine trusts a registry on its own loopback without TLS, so that is where it is published. */
async function startWritable(docker: Docker, image: string, volume: string): Promise<string> {
  const created = await docker.createContainer({
    name: container,
    Image: image,
    Cmd: ['/etc/docker/registry/fill.yml'],
    ExposedPorts: { [`${registryPort}/tcp`]: {} },
    HostConfig: {
      Binds: [`${volume}:${storage}`],
      PortBindings: { [`${registryPort}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
    },
  });
  await created.start();
  const { NetworkSettings } = await created.inspect();
  const port = NetworkSettings.Ports[`${registryPort}/tcp`]?.[0]?.HostPort;
  if (port === undefined) throw new Error("The engine published no port for the lab's registry.");
  return port;
}

async function push(docker: Docker, image: LocalImage, registry: string): Promise<void> {
  const repo = `${registry}/${image.repository}`;
  for (const tag of image.tags) {
    await docker.getImage(image.local).tag({ repo, tag });
    await pushOnce(docker, `${repo}:${tag}`);
    await docker.getImage(`${repo}:${tag}`).remove({ noprune: true });
  }
}

/** A registry takes a moment to listen; until then the engine says that the connection was refused. */
async function pushOnce(docker: Docker, name: string, triesLeft = 20): Promise<void> {
  try {
    const stream = await docker.getImage(name).push({ authconfig: { username: '', password: '' } });
    await eachLine(stream, () => {});
  } catch (error) {
    if (triesLeft === 0 || !/refused|EOF|reset/.test(String(error))) throw error;
    await wait(100);
    await pushOnce(docker, name, triesLeft - 1);
  }
}

const markPath = (mark: string) => `drydock/${mark}`;

async function putMark(docker: Docker, mark: string): Promise<void> {
  const tar = pack();
  tar.entry({ name: markPath(mark) }, '');
  tar.finalize();
  await docker.getContainer(container).putArchive(Readable.from(tar), { path: storage });
}

/** Whether the storage that this container serves was filled up to the mark. */
export async function hasMark(docker: Docker, server: string, mark: string): Promise<boolean> {
  return docker
    .getContainer(server)
    .infoArchive({ path: `${storage}/${markPath(mark)}` })
    .then(
      () => true,
      (error: { statusCode?: number }) => {
        if (error.statusCode === 404) return false;
        throw error;
      },
    );
}

export async function removeContainer(docker: Docker, name: string): Promise<void> {
  await docker
    .getContainer(name)
    .remove({ force: true, v: false })
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode !== 404) throw error;
    });
}
