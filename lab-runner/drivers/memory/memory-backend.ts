/** What sandboxes of the memory driver live in. It outlives drivers, as an engine outlives the runner. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from '../../errors.ts';
import { AsyncQueue } from '../async-queue.ts';
import type { Capabilities, DriverEvent, SandboxKind, SandboxState } from '../driver.ts';
import type { PtyHost } from './pty-host.ts';
import type { ScriptedCommands } from './scripted-commands.ts';

/**
 * How a backend can be bad, by name:
 * `slow` every call takes `delayMs` longer · `full` create rejects with no_capacity · `broken` everything rejects with
 * engine_down · `neverReady` create waits for the engine for ever · `dying` a sandbox stops right after it was made ·
 * `losingEvents` events are lost, and a resync follows when it is over · `withoutClusters` only Docker sandboxes can be made.
 */
export type MemoryBehaviour =
  | 'slow'
  | 'full'
  | 'broken'
  | 'neverReady'
  | 'dying'
  | 'losingEvents'
  | 'withoutClusters';

export interface MemoryOptions {
  readonly commands?: ScriptedCommands;
  /** How slow `slow` is. Default 300. */
  readonly delayMs?: number;
  /** Sandboxes that fit. Default 100. */
  readonly capacity?: number;
  readonly capabilities?: Partial<Capabilities>;
}

/** One sandbox. `annotations` is undefined while it is half made. */
export interface MemoryRecord {
  readonly id: string;
  readonly kind: SandboxKind;
  readonly createdAt: Date;
  readonly folder: string;
  readonly ptys: Map<string, PtyHost>;
  readonly listeners: Map<number, (socket: Duplex) => void>;
  /** Aborts when it stops or is destroyed, and is made anew on resume. */
  life: AbortController;
  state: SandboxState;
  annotations: Record<string, string> | undefined;
  /** The driver that makes it. */
  readonly maker: object | undefined;
}

const DEFAULT_DELAY_MS = 300;
const DEFAULT_CAPACITY = 100;

export class MemoryBackend implements AsyncDisposable {
  readonly #capabilities: Capabilities;
  readonly commands: ScriptedCommands;
  readonly records = new Map<string, MemoryRecord>();
  readonly #behaviours = new Set<MemoryBehaviour>();
  readonly #listeners = new Set<AsyncQueue<DriverEvent>>();
  readonly #delayMs: number;
  readonly #capacity: number;
  #root: Promise<string> | undefined;

  constructor(options: MemoryOptions = {}) {
    this.commands = options.commands ?? {};
    this.#delayMs = options.delayMs ?? DEFAULT_DELAY_MS;
    this.#capacity = options.capacity ?? DEFAULT_CAPACITY;
    this.#capabilities = {
      kinds: ['docker', 'cluster', 'cluster-3'],
      limits: ['memoryMiB', 'cpus', 'pids', 'diskMiB'],
      networkIsolation: true,
      pause: true,
      ...options.capabilities,
    };
  }

  /** As it is at the moment. */
  get capabilities(): Capabilities {
    return this.is('withoutClusters') ? { ...this.#capabilities, kinds: ['docker'] } : this.#capabilities;
  }

  behave(behaviour: MemoryBehaviour): void {
    this.#behaviours.add(behaviour);
  }

  recover(behaviour: MemoryBehaviour): void {
    if (this.#behaviours.delete(behaviour) && behaviour !== 'dying') this.emit({ type: 'resync' });
  }

  is(behaviour: MemoryBehaviour): boolean {
    return this.#behaviours.has(behaviour);
  }

  get free(): number {
    return this.is('full') ? 0 : Math.max(0, this.#capacity - this.records.size);
  }

  /** What every call to the backend costs, and how it fails. */
  async call(): Promise<void> {
    if (this.is('slow')) await sleep(this.#delayMs);
    if (this.is('broken')) throw new LabError('engine_down', { detail: 'the memory backend is broken' });
  }

  emit(event: DriverEvent): void {
    if (this.is('losingEvents') || this.is('broken')) return;
    for (const listener of this.#listeners) listener.push(event);
  }

  subscribe(): AsyncQueue<DriverEvent> {
    const queue = new AsyncQueue<DriverEvent>();
    this.#listeners.add(queue);
    if (!this.is('losingEvents') && !this.is('broken')) queue.push({ type: 'resync' });
    return queue;
  }

  unsubscribe(queue: AsyncQueue<DriverEvent>): void {
    this.#listeners.delete(queue);
    queue.end();
  }

  async add(kind: SandboxKind, maker?: object): Promise<MemoryRecord> {
    const id = randomBytes(6).toString('hex');
    const folder = join(await this.#rootFolder(), id);
    await mkdir(join(folder, 'home/learner'), { recursive: true });
    const record: MemoryRecord = {
      id,
      kind,
      createdAt: new Date(),
      folder,
      ptys: new Map(),
      listeners: new Map(),
      life: new AbortController(),
      state: 'running',
      annotations: undefined,
      maker,
    };
    this.records.set(id, record);
    return record;
  }

  async remove(id: string): Promise<void> {
    const record = this.records.get(id);
    if (record === undefined) return;
    this.#end(record);
    this.records.delete(id);
    await rm(record.folder, { recursive: true, force: true });
    this.emit({ type: 'destroyed', id });
  }

  /** The sandbox ends by itself, as when its init dies. */
  stop(id: string, reason: 'exited' | 'out_of_memory' = 'exited'): void {
    const record = this.records.get(id);
    if (record === undefined || record.state === 'stopped') return;
    this.#end(record);
    record.state = 'stopped';
    this.emit({ type: 'stopped', id, reason });
  }

  /** Something in the sandbox listens on a port from here on. */
  listen(id: string, port: number, handler: (socket: Duplex) => void): void {
    this.records.get(id)?.listeners.set(port, handler);
  }

  /** Where the sandbox's `/` is on this machine. */
  folder(id: string): string {
    return this.records.get(id)?.folder ?? '';
  }

  /** Names of what is still there. */
  async leftovers(): Promise<readonly string[]> {
    if (this.#root === undefined) return [...this.records.keys()];
    const root = await this.#root;
    return [...this.records.keys(), ...(existsSync(root) ? await readdir(root) : [])];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const record of this.records.values()) this.#end(record);
    this.records.clear();
    for (const listener of this.#listeners) listener.end();
    if (this.#root !== undefined) await rm(await this.#root, { recursive: true, force: true });
  }

  #end(record: MemoryRecord): void {
    record.life.abort();
    for (const pty of record.ptys.values()) pty.hangUp();
    record.ptys.clear();
    record.listeners.clear();
  }

  #rootFolder(): Promise<string> {
    this.#root ??= mkdtemp(join(tmpdir(), 'drydock-memory-'));
    return this.#root;
  }
}
