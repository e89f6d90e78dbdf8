/** The lab engine: a Docker engine with users remapped, on which sandboxes run. Only `drivers/docker` and `scripts/` use it. */
import type Docker from 'dockerode';

/** `given`: LAB_ENGINE_HOST names it. `own`: a dockerd that we run as root. `container`: our engine image on the Docker that is there. */
export type EngineWay = 'given' | 'own' | 'container';

export interface HostResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Engine {
  readonly docker: Docker;
  readonly way: EngineWay;
  /** Uid and gid on the engine's host that root in a sandbox has. Never 0: an engine without remapping is refused. */
  readonly remappedRoot: { readonly uid: number; readonly gid: number };
  readonly cgroupVersion: 1 | 2;
  /** Folder on the engine's host for disks, mounts and sockets of sandboxes. */
  readonly stateFolder: string;
  /**
   * A sysfs on the engine's host to bind at a sandbox's /sys: read-write, which the nested engine needs to be seen for its
   * own mounts, but without the host's network devices and cgroups, and with files that only the host's root may write.
   */
  readonly sysFolder: string;
  /** True when this process sees `stateFolder` itself, so that sockets in it can be dialled directly. */
  readonly sharesFileSystem: boolean;
  /** Image reference of the sandbox, by the hash of its inputs, and of the same image for checkers. */
  readonly sandboxImage: string;
  /** Seccomp profile as JSON, for `SecurityOpt: seccomp=…`. */
  readonly seccompProfile: string;
  /** By the hash of their inputs: which tools of Kubernetes and which baked clusters are the right ones. */
  readonly kubernetesKey: string;
  /** URL at which every sandbox reaches the lab's registry, by way of its gateway. */
  readonly registryUrl: string;
  /** Runs a command as root in the engine host's mount, network and cgroup namespaces. Rejects with `engine_down` when it cannot. */
  hostRun(
    command: readonly string[],
    options?: { readonly stdin?: string; readonly timeoutMs?: number },
  ): Promise<HostResult>;
}
