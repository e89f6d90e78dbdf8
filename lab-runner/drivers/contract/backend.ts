import type { Driver, Sandbox, SandboxSpec } from '../driver.ts';

/** What the suite needs from a backend beside its driver. */
export interface ContractBackend extends AsyncDisposable {
  readonly spec: SandboxSpec;
  /** A driver on this backend. A second one stands for a runner that was killed and started again. */
  open(): Driver | Promise<Driver>;
  /** The sandbox ends by itself. */
  crash(id: string): Promise<void>;
  /** Leaves what a runner leaves that was killed while it made a sandbox. Resolves with the id. */
  leaveHalfMade(): Promise<string>;
  /** Leaves a piece that belongs to no sandbox, where the backend has such pieces. Resolves with its name. */
  leaveOrphan?(): Promise<string>;
  /** From here on something in the sandbox sends back what it gets on 127.0.0.1:port. */
  echo(sandbox: Sandbox, port: number): Promise<void>;
  /** Names of containers, networks, disks, mounts, loop devices, sockets and folders that are still there. */
  leftovers(): Promise<readonly string[]>;
}

export interface ContractSubject {
  backend(): ContractBackend;
  driver(): Driver;
  sandbox(): Sandbox;
}

/** The learner's home is there in every sandbox. */
export const HOME = '/home/learner';

/** Commands of the suite. A backend that runs no real ones scripts these. */
export const contractCommands = {
  speak: ['sh', '-c', 'printf out; printf err >&2; exit 3'],
  echoInput: ['cat'],
  forever: ['sleep', '600'],
  flood: ['seq', '1', '100000'],
  killed: ['sh', '-c', 'kill -9 $$'],
  surroundings: ['sh', '-c', 'pwd; id -un; printf %s "$GREETING"'],
  twoLines: ['sh', '-c', 'echo one; echo two; sleep 600'],
  longLine: ['sh', '-c', 'head -c 200000 /dev/zero | tr "\\0" x; echo; echo end'],
  readFromChecker: ['cat', '/lab/home/seen.txt'],
  writeFromChecker: ['touch', '/lab/home/written-by-checker'],
  missing: ['no-such-command'],
} as const satisfies Record<string, readonly string[]>;
