/** Warm sandboxes, ready and frozen, so that a start takes a fraction of a second. */
import type { Clock } from '../clock.ts';
import type { Driver, Limits, Sandbox, SandboxKind } from '../drivers/driver.ts';
import type { Log } from '../log.ts';

export interface PoolOptions {
  readonly driver: Driver;
  readonly clock: Clock;
  readonly log: Log;
  readonly kind: SandboxKind;
  readonly size: number;
  readonly limits: Limits;
  /** See PoolRecord. */
  readonly stamp: string;
  /** Below it the pool shrinks instead of growing. */
  readonly keepFreeMiB: number;
  /** True while a learner waits for a start: the pool lets them have the machine. */
  readonly learnersWait: () => boolean;
}

const RETRY_MS = { first: 5_000, most: 120_000 };

export class Pool {
  readonly #options: PoolOptions;
  readonly #idle: Sandbox[] = [];
  #work: Promise<void> | undefined;
  #making = new AbortController();
  #retryMs = RETRY_MS.first;
  #notBefore = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get idleCount(): number {
    return this.#idle.length;
  }

  /** True while a sandbox is being made or given back. */
  get working(): boolean {
    return this.#work !== undefined;
  }

  get stamp(): string {
    return this.#options.stamp;
  }

  get ids(): readonly string[] {
    return this.#idle.map((sandbox) => sandbox.id);
  }

  /** A warm one that a killed runner left. */
  adopt(sandbox: Sandbox): void {
    if (!this.#idle.some((known) => known.id === sandbox.id)) this.#idle.push(sandbox);
  }

  /** It is gone from the backend. */
  forget(id: string): void {
    const index = this.#idle.findIndex((sandbox) => sandbox.id === id);
    if (index >= 0) this.#idle.splice(index, 1);
  }

  /** A frozen sandbox that is the caller's from here on. At once: two callers never get the same. */
  take(kind: SandboxKind): Sandbox | undefined {
    return kind === this.#options.kind ? this.#idle.shift() : undefined;
  }

  /** Called now and then: makes one, or gives one back, or does nothing. Resolves when that is done. */
  async tend(): Promise<void> {
    this.#work ??= this.#tendOnce().finally(() => {
      this.#work = undefined;
    });
    await this.#work;
  }

  /** Stops filling. What is warm stays, for the next runner. */
  async close(): Promise<void> {
    this.#making.abort();
    await this.#work;
  }

  async #tendOnce(): Promise<void> {
    const { driver, size, keepFreeMiB, learnersWait, clock, log } = this.#options;
    const now = clock.now().getTime();
    if (now < this.#notBefore || (size === 0 && this.#idle.length === 0)) return;
    try {
      const tight = (await driver.pressure()).memoryFreeMiB < keepFreeMiB;
      if (this.#idle.length > size || (tight && this.#idle.length > 0)) await this.#giveBack(tight);
      else if (!tight && this.#idle.length < size && !learnersWait()) await this.#make();
      this.#retryMs = RETRY_MS.first;
    } catch (error) {
      if (this.#making.signal.aborted) return;
      log.warn({ err: error, retryMs: this.#retryMs }, 'the pool could not be tended');
      this.#notBefore = now + this.#retryMs;
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS.most);
    }
  }

  async #giveBack(tight: boolean): Promise<void> {
    const sandbox = this.#idle.pop();
    if (!sandbox) return;
    this.#options.log.info({ sandbox: sandbox.id, tight }, 'a warm sandbox is given back');
    await this.#options.driver.destroy(sandbox.id);
  }

  async #make(): Promise<void> {
    const { driver, kind, limits, stamp } = this.#options;
    const { signal } = this.#making;
    const annotations = { role: 'pool', phase: 'making', stamp };
    const sandbox = await driver.create({ kind, limits, annotations }, { signal });
    try {
      if (driver.capabilities.pause) await sandbox.pause();
      await sandbox.annotate({ phase: 'idle' });
    } catch (error) {
      await driver.destroy(sandbox.id).catch(() => {});
      throw error;
    }
    this.#idle.push(sandbox);
  }
}
