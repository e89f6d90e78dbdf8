/** Debian 13, which all our images stand on: pulled where a registry answers, else bootstrapped from Debian's packages. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { eachLine, hasImage, pullImage } from './images.ts';
import { ensurePackages } from './own-prerequisites.ts';
import { type Progress, timed } from './progress.ts';
import { runOrThrow } from './run-command.ts';

export const baseImage = 'drydock/base:debian-13';
const publicImage = 'debian:trixie';
/** A registry that is there has sent something by then; one that is blocked would keep us for minutes. */
const registryAnswersMs = 6000;

export async function ensureBaseImage(
  docker: Docker,
  cacheFolder: string,
  progress: Progress,
): Promise<void> {
  if (await hasImage(docker, baseImage)) return;
  if (await pullImage(docker, publicImage, registryAnswersMs, progress)) {
    await docker.getImage(publicImage).tag({ repo: 'drydock/base', tag: 'debian-13' });
    return;
  }
  progress(`No registry answers for ${publicImage}; it is made from Debian's packages instead`);
  await bootstrap(docker, cacheFolder, progress);
}

async function bootstrap(docker: Docker, cacheFolder: string, progress: Progress): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(
      `The base image ${publicImage} cannot be pulled, and making it from Debian's packages needs root on Linux. Load it into the engine by hand: docker pull ${publicImage} where a registry answers, docker save, docker load, docker tag ${publicImage} ${baseImage}.`,
    );
  }
  await ensurePackages(progress);
  const parent = join(cacheFolder, 'tmp');
  await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(join(parent, 'debian-'));
  // A folder of its own inside: the temporary one is closed to others, and its mode would be that of the image's /.
  const folder = join(temporary, 'root');
  try {
    await mkdir(folder, { mode: 0o755 });
    await timed(progress, 'Bootstrapping Debian 13', () =>
      runOrThrow(['debootstrap', '--variant=minbase', 'trixie', folder]),
    );
    await timed(progress, 'Importing Debian 13', () => importFolder(docker, folder));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function importFolder(docker: Docker, folder: string): Promise<void> {
  // Documentation and translations: a third of it, and nobody reads them in a lab.
  const exclude = [
    ...['./proc/*', './sys/*', './dev/*', './var/cache/apt/*', './var/lib/apt/lists/*', './var/log/*'],
    ...['doc', 'man', 'info', 'locale'].map((name) => `./usr/share/${name}/*`),
  ];
  const tar = spawn(
    'tar',
    ['-C', folder, '--numeric-owner', ...exclude.map((path) => `--exclude=${path}`), '-cf', '-', '.'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const answer = await docker.importImage(tar.stdout, {
    repo: 'drydock/base',
    tag: 'debian-13',
    changes: ['CMD ["bash"]'],
  });
  await eachLine(answer, () => {});
}
