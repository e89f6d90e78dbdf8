/** An engine that somebody else keeps. A helper container on it acts as root on its host where a sandbox needs that. */
import type Docker from 'dockerode';
import { LabError } from '../errors.ts';
import { baseImage } from './base-image.ts';
import { removeContainer } from './fill-registry.ts';
import type { HostRun } from './host-run.ts';
import { runInContainer } from './run-in-container.ts';

const helper = 'drydock-host-helper';
export const givenStateFolder = '/var/lib/drydock/state';

/** Enough to enter the host's namespaces and, there, to mount disks, set network rules and hand over cgroups. */
const capabilities = [
  ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETGID', 'SETUID'],
  ...['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN', 'SYS_CHROOT', 'SYS_PTRACE'],
];

/**
 * Into the namespaces of the dockerd that has our network; there may be several. Not into its network: that is ours
 * already. Where none can be entered, the host's first process is the next best.
 */
const enterHost = `mine=$(readlink /proc/self/ns/net); target=1
for folder in /proc/[0-9]*; do
  [ "$(cat "$folder/comm" 2>/dev/null)" = dockerd ] || continue
  [ "$(readlink "$folder/ns/net")" = "$mine" ] && target=\${folder#/proc/}
done
exec nsenter --target "$target" --mount --uts --ipc --pid --cgroup -- "$@"`;

export async function ensureHostHelper(docker: Docker): Promise<void> {
  const found = await docker
    .getContainer(helper)
    .inspect()
    .catch(() => undefined);
  if (found?.State.Running) return;
  await removeContainer(docker, helper);
  const container = await docker.createContainer({
    name: helper,
    Image: baseImage,
    Cmd: ['sleep', 'infinity'],
    HostConfig: {
      UsernsMode: 'host',
      PidMode: 'host',
      NetworkMode: 'host',
      CapDrop: ['ALL'],
      CapAdd: capabilities,
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      DeviceCgroupRules: ['b 7:* rmw', 'c 10:237 rmw'],
      RestartPolicy: { Name: 'unless-stopped' },
    },
  });
  await container.start();
}

export function givenHostRun(docker: Docker): HostRun {
  return (command, options) =>
    runInContainer(docker, helper, ['sh', '-c', enterHost, 'drydock', ...command], options).catch(
      (cause: unknown) => {
        throw new LabError('engine_down', {
          detail: `The helper container ${helper} on the engine does not run; npm start makes it. It needs the engine's leave to use the host's user, pid and network namespaces.`,
          cause,
        });
      },
    );
}
