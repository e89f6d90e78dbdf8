/**
 * The lab engine as a container on the Docker that is there, for machines where we are not root. It gets the capabilities
 * of a Docker engine and no more, never `--privileged`; sandboxes on it run with users remapped, like everywhere.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Docker from 'dockerode';
import { ensureBaseImage } from './base-image.ts';
import { buildImage } from './build-image.ts';
import { dockerAt } from './docker-at.ts';
import type { EngineConfig } from './engine-config.ts';
import { removeContainer } from './fill-registry.ts';
import { hasImage } from './images.ts';
import { inputHash } from './input-hash.ts';
import { type Progress, timed } from './progress.ts';
import { runInContainer } from './run-in-container.ts';
import { sandboxImageFolder } from './sandbox-image-name.ts';

export const engineContainer = 'drydock-engine';
const volume = 'drydock-engine';
const imageFolder = fileURLToPath(new URL('./image', import.meta.url));
const cgroupScript = `${sandboxImageFolder}/rootfs/usr/local/lib/drydock/cgroups.sh`;
const certificates = '/var/lib/drydock/certs';
const readyMs = 30_000;

/** What dockerd, its containers and the disks of sandboxes need. */
const capabilities = [
  ...[
    'CHOWN',
    'DAC_OVERRIDE',
    'DAC_READ_SEARCH',
    'FOWNER',
    'FSETID',
    'SETFCAP',
    'SETGID',
    'SETUID',
    'SETPCAP',
  ],
  ...['KILL', 'MKNOD', 'NET_ADMIN', 'NET_BIND_SERVICE', 'NET_RAW', 'SYS_ADMIN', 'SYS_CHROOT', 'SYS_PTRACE'],
  ...['SYS_NICE', 'SYSLOG', 'IPC_LOCK', 'AUDIT_WRITE'],
];

export function presentDocker(config: EngineConfig): Docker {
  return config.presentDocker === undefined
    ? new Docker()
    : dockerAt(config.presentDocker, config.certFolder);
}

/** Rejects with what to do when there is no Docker at all. */
export async function ensureEngineContainer(config: EngineConfig, progress: Progress): Promise<void> {
  const present = presentDocker(config);
  await present.ping().catch((cause: unknown) => {
    throw new Error(
      'There is no lab engine to be had: this is not root on Linux, no Docker answers here, and LAB_ENGINE_HOST is not set. Start Docker, or run as root, or name an engine.',
      { cause },
    );
  });
  const image = await engineImageName();
  if (await isRunning(present, image)) return;
  if (!(await hasImage(present, image))) {
    await ensureBaseImage(present, config.cacheFolder, progress);
    await timed(progress, `Building the engine image ${image}`, async () =>
      buildImage(
        present,
        {
          tag: image,
          folder: imageFolder,
          extraFiles: { 'cgroups.sh': await readFile(cgroupScript, 'utf8') },
        },
        progress,
      ),
    );
  }
  await timed(progress, 'Starting the engine container', () => startContainer(present, image));
}

async function engineImageName(): Promise<string> {
  return `drydock/engine:${await inputHash([imageFolder], [await readFile(cgroupScript, 'utf8')])}`;
}

async function isRunning(present: Docker, image: string): Promise<boolean> {
  const found = await present
    .getContainer(engineContainer)
    .inspect()
    .catch(() => undefined);
  return found?.State.Running === true && found.Config.Image === image && (await answers(present));
}

async function startContainer(present: Docker, image: string): Promise<void> {
  await removeContainer(present, engineContainer);
  const container = await present.createContainer({
    name: engineContainer,
    Image: image,
    Hostname: 'drydock-engine',
    ExposedPorts: { '2376/tcp': {} },
    HostConfig: {
      CapDrop: ['ALL'],
      CapAdd: capabilities,
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      MaskedPaths: [],
      ReadonlyPaths: [],
      // The disks of sandboxes are loop devices.
      DeviceCgroupRules: ['b 7:* rmw', 'c 10:237 rmw'],
      CgroupnsMode: 'private',
      Binds: [`${volume}:/var/lib/drydock`, '/lib/modules:/lib/modules:ro'],
      Tmpfs: { '/run': 'rw,nosuid,nodev,exec,mode=755' },
      PortBindings: { '2376/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
      RestartPolicy: { Name: 'unless-stopped' },
    } as Docker.HostConfig,
  });
  await container.start();
  await untilReady(present);
}

async function untilReady(present: Docker): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (!(await answers(present))) {
    const { State } = await present.getContainer(engineContainer).inspect();
    if (!State.Running || Date.now() > deadline) {
      const log = await present.getContainer(engineContainer).logs({ stdout: true, stderr: true, tail: 20 });
      throw new Error(`The engine container does not come up. The end of its log:\n${log.toString('utf8')}`);
    }
    await wait(100);
  }
}

async function answers(present: Docker): Promise<boolean> {
  return engineInContainer(present)
    .then((docker) => docker.ping())
    .then(
      () => true,
      () => false,
    );
}

/** The engine inside, through TLS on a port that only this machine reaches, with a certificate that only it hands out. */
export async function engineInContainer(present: Docker): Promise<Docker> {
  const { NetworkSettings } = await present.getContainer(engineContainer).inspect();
  const port = NetworkSettings.Ports['2376/tcp']?.[0]?.HostPort;
  if (port === undefined) throw new Error('The engine container has no port; remove it and run npm start.');
  const read = async (file: string) => {
    const { exitCode, stdout } = await runInContainer(present, engineContainer, [
      'cat',
      `${certificates}/${file}`,
    ]);
    if (exitCode !== 0) throw new Error(`The engine container has no ${file} yet.`);
    return stdout;
  };
  const [ca, cert, key] = await Promise.all([
    read('ca.pem'),
    read('client-cert.pem'),
    read('client-key.pem'),
  ]);
  return new Docker({ protocol: 'https', host: '127.0.0.1', port: Number(port), ca, cert, key });
}

export async function stopEngineContainer(config: EngineConfig): Promise<void> {
  await presentDocker(config)
    .getContainer(engineContainer)
    .stop({ t: 10 })
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode !== 304 && error.statusCode !== 404) throw error;
    });
}
