/** What the two containers of a sandbox may do. The reasons are in docs/ and in the tests beside this file. */
import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import { type BakedPlace, isClusterKind } from '../../engine/bake/baked-place.ts';
import type { ExecPlace, Limits, SandboxKind } from '../driver.ts';
import type { DockerContext } from './context.ts';
import type { Subnet } from './network.ts';
import {
  LABEL_BAKED,
  LABEL_CREATED,
  LABEL_INSTANCE,
  LABEL_KIND,
  LABEL_PART,
  LABEL_SANDBOX,
  type Place,
} from './place.ts';

/** All of them count inside the sandbox's user namespace only: what a nested engine needs to run containers. */
const SANDBOX_CAPABILITIES = [
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

const PENDING_SIGNALS = 4096;
const CPU_PERIOD_US = 100_000;
const CHECKER_MEMORY_MIB = 256;
const CHECKER_PIDS = 256;
const MIB = 1024 * 1024;
/** When the whole host runs out of memory, sandboxes end before the runner and the engine do. */
const OOM_SCORE = 200;

export interface Described {
  readonly kind: SandboxKind;
  readonly createdAt: Date;
  /** Key of the baked cluster that it is a clone of; undefined where there is no cluster. */
  readonly bakedKey: string | undefined;
}

export interface Wanted extends Described {
  readonly limits: Limits;
  readonly subnet: Subnet;
}

function labels(context: DockerContext, place: Place, part: ExecPlace, wanted: Described) {
  return {
    [LABEL_INSTANCE]: context.instance,
    [LABEL_SANDBOX]: place.id,
    [LABEL_PART]: part,
    [LABEL_KIND]: wanted.kind,
    [LABEL_CREATED]: wanted.createdAt.toISOString(),
    ...(wanted.bakedKey !== undefined && { [LABEL_BAKED]: wanted.bakedKey }),
  };
}

export function bakedOf(
  { kubernetes }: DockerContext,
  { kind, bakedKey }: Described,
): BakedPlace | undefined {
  return isClusterKind(kind) ? kubernetes.baked(kind, bakedKey) : undefined;
}

/** Kubernetes' programs, where they are there. */
function toolBinds({ kubernetes }: DockerContext): string[] {
  return kubernetes.tools === undefined ? [] : [`${kubernetes.tools}:/opt/kubernetes:ro`];
}

/** The types of dockerode do not know it. */
interface LimitedConfig extends HostConfig {
  readonly CgroupnsMode: 'private';
}

function limited(memoryMiB: number, cpus: number, pids: number): LimitedConfig {
  return {
    Memory: memoryMiB * MIB,
    MemorySwap: memoryMiB * MIB,
    CpuPeriod: CPU_PERIOD_US,
    CpuQuota: Math.round(cpus * CPU_PERIOD_US),
    CpuShares: Math.max(2, Math.round(cpus * 512)),
    PidsLimit: pids,
    OomScoreAdj: OOM_SCORE,
    // Counted for all sandboxes together, as one user: see user-limits.ts.
    Ulimits: [{ Name: 'sigpending', Soft: PENDING_SIGNALS, Hard: PENDING_SIGNALS }],
    RestartPolicy: { Name: 'no' },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } },
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    IpcMode: 'private',
    CgroupnsMode: 'private',
  };
}

export function sandboxOptions(context: DockerContext, place: Place, wanted: Wanted): ContainerCreateOptions {
  const { engine } = context;
  const { memoryMiB, cpus, pids } = wanted.limits;
  const baked = bakedOf(context, wanted);
  return {
    name: place.containers.sandbox,
    Image: engine.sandboxImage,
    Cmd: ['sandbox-init', 'sandbox'],
    Hostname: 'lab',
    Env: [`DRYDOCK_REGISTRY=${engine.registryUrl}`, `DRYDOCK_GATEWAY=${wanted.subnet.gateway}`],
    Labels: labels(context, place, 'sandbox', wanted),
    HostConfig: {
      ...limited(memoryMiB, cpus, pids),
      CapAdd: SANDBOX_CAPABILITIES,
      SecurityOpt: [`seccomp=${engine.seccompProfile}`, 'apparmor=unconfined'],
      // Nested containers mount their own /proc, which the kernel allows only where nothing of ours is masked.
      MaskedPaths: [],
      ReadonlyPaths: [],
      NetworkMode: place.network,
      Binds: [
        `${place.disk}:/data`,
        `${place.socketFolders.sandbox}:/run/drydock`,
        `${engine.sysFolder}:/sys`,
        ...toolBinds(context),
        ...(baked === undefined ? [] : [`${baked.shared}:/baked:ro`]),
      ],
      // Executable: the nested engine keeps its containers' bundles there.
      Tmpfs: { '/run': 'rw,nosuid,nodev,exec,mode=755,size=64m' },
    },
  };
}

export function checkerOptions(
  context: DockerContext,
  place: Place,
  wanted: Described,
): ContainerCreateOptions {
  const baked = bakedOf(context, wanted);
  return {
    name: place.containers.checker,
    Image: context.engine.sandboxImage,
    Cmd: ['sandbox-init', 'checker'],
    Labels: labels(context, place, 'checker', wanted),
    HostConfig: {
      ...limited(CHECKER_MEMORY_MIB, 1, CHECKER_PIDS),
      // Reads the learner's private files, writes none.
      CapAdd: ['DAC_READ_SEARCH'],
      SecurityOpt: ['no-new-privileges'],
      NetworkMode: `container:${place.containers.sandbox}`,
      Binds: [
        `${place.disk}:/lab:ro`,
        `${place.socketFolders.checker}:/run/drydock`,
        ...toolBinds(context),
        ...(baked === undefined ? [] : [`${baked.checker}:/etc/drydock:ro`]),
      ],
      Tmpfs: {
        '/run': 'rw,nosuid,nodev,noexec,mode=755,size=4m',
        '/tmp': 'rw,nosuid,nodev,exec,mode=1777,size=64m',
      },
    },
  };
}
