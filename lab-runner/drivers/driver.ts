/**
 * The contract between labs and whatever runs sandboxes. `labs`, `checks` and `terminal` import this
 * file and never a concrete driver. `contract.ts` beside it is the suite that every driver passes.
 *
 * Everything that comes out of a sandbox (output, file names, file content) is hostile input.
 */
import type { Duplex } from 'node:stream';

/** `docker`: a nested Docker engine. `cluster`, `cluster-3`: a kind cluster of one or three nodes inside it. */
export type SandboxKind = 'docker' | 'cluster' | 'cluster-3';

export interface Limits {
  /** Memory of everything in the sandbox together, in MiB. */
  readonly memoryMiB: number;
  /** Cores as a fraction, 1.5 is one core and a half. */
  readonly cpus: number;
  /** Processes and threads. */
  readonly pids: number;
  /** Learner's files, images and containers together, in MiB. */
  readonly diskMiB: number;
}

export type LimitName = keyof Limits;

export interface Capabilities {
  readonly kinds: readonly SandboxKind[];
  /** Limits that the backend truly enforces. `create` refuses a spec when one is missing here. */
  readonly limits: readonly LimitName[];
  /** True when a sandbox reaches nothing but the lab's registry: not its neighbours, not the host, not the Internet. */
  readonly networkIsolation: boolean;
  /** True when `pause` keeps memory and processes and stops them from running. */
  readonly pause: boolean;
}

export interface SandboxSpec {
  readonly kind: SandboxKind;
  readonly limits: Limits;
  /** Written before `create` returns; see `Sandbox.annotate`. */
  readonly annotations: Readonly<Record<string, string>>;
}

export type SandboxState = 'running' | 'paused' | 'stopped';

export interface SandboxSummary {
  readonly id: string;
  readonly kind: SandboxKind;
  readonly state: SandboxState;
  readonly createdAt: Date;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What `create` is busy with, in the order in which they happen. */
export type CreateStage = 'network' | 'disk' | 'container' | 'engine' | 'cluster';

export type DriverEvent =
  | { readonly type: 'stopped'; readonly id: string; readonly reason: 'exited' | 'out_of_memory' }
  | { readonly type: 'destroyed'; readonly id: string }
  /** The stream to the backend broke and was made again: events may have been missed, list anew. */
  | { readonly type: 'resync' };

export interface Pressure {
  /** Memory that new sandboxes may still take without hurting those that run, in MiB. */
  readonly memoryFreeMiB: number;
  readonly diskFreeMiB: number;
}

export interface CreateOptions {
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: CreateStage) => void;
  /** Whoever freezes it right after: what is unfinished would be unfinished at its thaw. */
  readonly settled?: boolean;
}

/** A factory of sandboxes. All methods reject with a `LabError` of `errors.ts`, never with a vendor's error. */
export interface Driver {
  readonly name: string;
  readonly capabilities: Capabilities;

  /**
   * Makes a sandbox. When it resolves, the engine inside answers and the nodes of a cluster are Ready, the checker is up,
   * limits and network rules are in force and the annotations are durable; with `settled`, a cluster's own pods are up too.
   * When it rejects or is aborted, nothing is left behind.
   * Rejects with `engine_down`, `image_missing`, `no_capacity`, `limit_not_enforceable`, `too_large` (annotations), and
   * with the signal's reason when it was aborted.
   */
  create(spec: SandboxSpec, options?: CreateOptions): Promise<Sandbox>;

  /** The sandbox in whatever state it is, or undefined when there is none of that id. */
  find(id: string): Promise<Sandbox | undefined>;

  /**
   * Every sandbox of this instance, also half-made ones that a killed runner left (these have no annotations). Not those
   * that this driver is still making.
   */
  list(): Promise<readonly SandboxSummary[]>;

  /**
   * Removes the sandbox and everything that belongs to it: containers, network, disk, mounts, loop devices.
   * Works on a half-made, paused or dead one. Resolves also when there is none. Idempotent.
   */
  destroy(id: string): Promise<void>;

  /** Removes what belongs to no sandbox in `list` (disks, networks, mounts). Resolves with what it removed. */
  sweep(): Promise<readonly string[]>;

  /**
   * Begins with a `resync`, once events flow, so that nothing falls between listing and listening. Ends when the signal
   * aborts; survives a backend that goes away and comes back (`resync`). A sandbox that this process destroys is
   * told once, as `destroyed`.
   */
  events(signal: AbortSignal): AsyncIterable<DriverEvent>;

  pressure(): Promise<Pressure>;

  /** Frees sockets and timers of this process. Sandboxes go on. */
  close(): Promise<void>;
}

/** Where a command runs. The `checker` is made from the pristine image, outside the learner's reach. */
export type ExecPlace = 'sandbox' | 'checker';

export interface ExecOptions {
  readonly place: ExecPlace;
  /** Default `learner` in the sandbox. The checker has only root, who reads every file there and writes none. */
  readonly user?: 'root' | 'learner';
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** After it the command and all its children are killed. */
  readonly timeoutMs: number;
  /** Per stream. What is beyond is read and thrown away, and `truncated` says so. Default 64 KiB. */
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
}

export interface ExecResult {
  /** Null when it was killed by the time limit or the signal. 128 + n when signal n ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly timedOut: boolean;
}

export interface PtyOptions {
  /** Chosen by the caller, `[a-z0-9-]{1,32}`; the same id later means the same shell. */
  readonly id: string;
  /** 0 for both leaves a running shell the size it has: for somebody who looks on. */
  readonly cols: number;
  readonly rows: number;
  readonly cwd: string;
}

/** What an attached terminal says. Sizes in cells. */
export type PtyOutput =
  /** Size in force from here on; comes first, inside the replay, and whenever any client resizes. */
  | { readonly type: 'size'; readonly cols: number; readonly rows: number }
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  /** What came before was the past: do not answer terminal queries in it. */
  | { readonly type: 'replayed' }
  /** This client fell too far behind: clear the screen, a new replay follows. */
  | { readonly type: 'restart' }
  | { readonly type: 'exit'; readonly exitCode: number };

/**
 * One attachment to a shell that outlives it. Any number may be attached at once, also from several runners.
 * Output stops when more than 512 KiB are unacknowledged; the shell itself stalls only while every attached client stalls.
 */
export interface Pty {
  /** Ends when the shell exits or the attachment is closed. Backpressure: nothing more is read while the consumer waits. */
  readonly output: AsyncIterable<PtyOutput>;
  write(bytes: Uint8Array): void;
  resize(cols: number, rows: number): void;
  /** Bytes of `data` that the user's screen has taken since the last call. */
  acknowledge(byteCount: number): void;
  /** Detaches. The shell goes on. */
  close(): void;
}

export interface PtySummary {
  readonly id: string;
  readonly title: string;
}

export interface FileEntry {
  /** Relative to the folder, `/` between parts. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** Changes whenever the content may have changed. Opaque. Empty for folders. */
  readonly version: string;
}

export interface FileContent {
  readonly bytes: Uint8Array;
  readonly version: string;
}

export type FileChange =
  | { readonly type: 'changed'; readonly path: string }
  | { readonly type: 'removed'; readonly path: string }
  /** Too much happened at once: list and read anew. */
  | { readonly type: 'overflow' };

/**
 * The learner's folder. Paths are relative to `root`; `..`, absolute paths, NUL, parts over 255 bytes and any
 * symlink that leads outside `root` reject with `path_outside` or `path_invalid`. Files belong to the learner.
 */
export interface Files {
  /** The whole tree below `path`, parents before children, at most `limit` entries (default 2,000). Not below links. */
  list(
    root: string,
    path?: string,
    limit?: number,
  ): Promise<{ readonly entries: readonly FileEntry[]; readonly truncated: boolean }>;
  /** Rejects with `file_too_big` over `maxBytes`, `file_missing`, `not_a_file`. */
  read(root: string, path: string, maxBytes: number): Promise<FileContent>;
  /**
   * Replaces the content as one step: a reader sees the old or the new file. Only a file that a container has mounted
   * or that has a second name is written in place, since they would keep the old one. Makes missing folders. `expected`
   * is the version last read, null for a file that must not exist yet, undefined to write in any case.
   * Rejects with `file_changed`, `disk_full`.
   */
  write(
    root: string,
    path: string,
    bytes: Uint8Array,
    options?: { readonly expected?: string | null; readonly executable?: boolean },
  ): Promise<{ readonly version: string }>;
  makeFolder(root: string, path: string): Promise<void>;
  /** Rejects with `file_exists` when there is something at `to`. */
  rename(root: string, from: string, to: string): Promise<void>;
  /** Removes a file, a link or a whole folder. */
  remove(root: string, path: string): Promise<void>;
  /**
   * Live, by inotify. Ends when the signal aborts or the sandbox goes. The first batch is empty and says that the
   * watch is in place: whatever changes after it is reported.
   */
  watch(root: string, signal: AbortSignal): AsyncIterable<readonly FileChange[]>;
}

/** A handle. It holds no state of its own: two handles of the same id are the same sandbox. */
export interface Sandbox {
  readonly id: string;
  readonly kind: SandboxKind;
  readonly createdAt: Date;
  readonly files: Files;

  state(): Promise<SandboxState>;

  /** Free text beside the sandbox, outside the learner's reach, at most 16 KiB in all. */
  annotations(): Promise<Readonly<Record<string, string>>>;
  /**
   * Merges; undefined removes a key. Durable when it resolves, also against a killed runner or engine. Works while
   * paused and stopped. Rejects with `too_large`, `sandbox_gone`.
   */
  annotate(patch: Readonly<Record<string, string | undefined>>): Promise<void>;

  /**
   * Resolves also when the command fails or is killed. Rejects with `sandbox_gone` (also when it is stopped: resume it),
   * `sandbox_unresponsive` or `engine_down`.
   */
  exec(command: readonly string[], options: ExecOptions): Promise<ExecResult>;
  /** Standard output line by line, a line over 64 KiB in pieces, until the command ends or the signal aborts; then it is killed. */
  execLines(
    command: readonly string[],
    options: Omit<ExecOptions, 'timeoutMs' | 'stdin' | 'maxOutputBytes'> & { readonly signal: AbortSignal },
  ): AsyncIterable<string>;

  /** Opens the learner's login shell, or attaches to the running one of that id and replays its screen and scrollback. */
  openPty(options: PtyOptions): Promise<Pty>;
  listPtys(): Promise<readonly PtySummary[]>;
  /** Ends the shell with SIGHUP, and after two seconds with SIGKILL. */
  closePty(id: string): Promise<void>;

  /** A byte stream to a TCP port, also one bound to 127.0.0.1 inside. Rejects with `port_closed` when nothing listens. */
  dial(port: number): Promise<Duplex>;

  /** Freezes every process; memory stays. Resolves also when it is paused already. */
  pause(): Promise<void>;
  /** Thaws. A `stopped` sandbox is started again: files and images are there, shells are not. */
  resume(): Promise<void>;
}
