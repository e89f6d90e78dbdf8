/** The pools of all kinds together: one thing at a time, and one order in which they give way. */
import type { Clock } from '../clock.ts';
import type { Driver, Limits, Sandbox, SandboxKind } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import { Backoff } from './backoff.ts';
import { Pool, type Waiter } from './pool.ts';

export type Stamps = Readonly<Record<SandboxKind, string>>;

export interface PoolsOptions {
  readonly driver: Driver;
  readonly clock: Clock;
  readonly log: Log;
  readonly sizes: Readonly<Record<SandboxKind, number>>;
  readonly limits: Readonly<Record<SandboxKind, Limits>>;
  /** See PoolRecord. */
  readonly stamps: Stamps;
  /** Below it pools shrink instead of growing. */
  readonly keepFreeMiB: number;
  /** True while a learner waits for a start: pools let them have the machine. */
  readonly learnersWait: () => boolean;
}

/** Small ones first: these are made first and given back last. */
const KINDS = ['docker', 'cluster', 'cluster-3'] as const satisfies readonly SandboxKind[];
/** What one more takes at most once it is warm: a pool that makes one only to give it back works for nobody. */
const WARM_MIB: Readonly<Record<SandboxKind, number>> = { docker: 128, cluster: 768, 'cluster-3': 1536 };
const RETRY_MS = { first: 5_000, most: 120_000 };

export class Pools {
  readonly #options: PoolsOptions;
  readonly #pools: readonly Pool[];
  readonly #asking: Backoff;
  readonly #making: ReadonlyMap<SandboxKind, Backoff>;
  #work: Promise<void> | undefined;
  #closed = false;

  constructor(options: PoolsOptions) {
    this.#options = options;
    const { driver, clock, sizes, limits } = options;
    this.#pools = KINDS.map((kind) => {
      const stamp = () => this.#stampOf(kind);
      return new Pool({ driver, kind, size: sizes[kind], limits: limits[kind], stamp });
    });
    this.#asking = new Backoff(clock, RETRY_MS);
    this.#making = new Map(KINDS.map((kind) => [kind, new Backoff(clock, RETRY_MS)]));
  }

  get stamps(): Stamps {
    const stamps = KINDS.map((kind) => [kind, this.#stampOf(kind)] as const);
    return Object.fromEntries(stamps) as Record<SandboxKind, string>;
  }

  /** True while a sandbox is being made or given back. */
  get working(): boolean {
    return this.#work !== undefined;
  }

  get ids(): readonly string[] {
    return this.#pools.flatMap((pool) => pool.ids);
  }

  /** A warm one that a killed runner left. */
  adopt(sandbox: Sandbox): void {
    this.#of(sandbox.kind).adopt(sandbox);
  }

  /** It is gone from the backend. */
  forget(id: string): void {
    for (const pool of this.#pools) pool.forget(id);
  }

  /** See `Pool.take`. */
  take(kind: SandboxKind): Sandbox | undefined {
    return this.#of(kind).take();
  }

  /**
   * For a learner who found none: the one of their kind that is being made, once it is. One of another kind is called
   * off, since it would take from the learner's own start what it needs.
   */
  async takeComing(kind: SandboxKind, waiter: Waiter): Promise<Sandbox | undefined> {
    for (const pool of this.#pools) if (pool.kind !== kind) pool.giveWay();
    return this.#of(kind).takeComing(waiter);
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
    this.#closed = true;
    for (const pool of this.#pools) pool.close();
    await this.#work;
  }

  async #tendOnce(): Promise<void> {
    const { driver, log, keepFreeMiB } = this.#options;
    if (this.#closed || !this.#asking.due) return;
    if (!this.#pools.some((pool) => pool.tooFew || pool.tooMany || pool.ids.length > 0)) return;
    try {
      const { memoryFreeMiB } = await driver.pressure();
      if (await this.#giveBack(memoryFreeMiB < keepFreeMiB)) return;
      const next = this.#next(memoryFreeMiB);
      if (next) await this.#make(next);
      this.#asking.worked();
    } catch (error) {
      log.warn({ err: error, retryMs: this.#asking.failed() }, 'the pool could not be tended');
    }
  }

  /** One, when there are too many of a kind or memory is short; the largest first. Resolves with whether there was one. */
  async #giveBack(tight: boolean): Promise<boolean> {
    const pool = this.#pools.findLast(({ tooMany, ids }) => tooMany || (tight && ids.length > 0));
    if (!pool) return false;
    const sandbox = await pool.giveBack();
    this.#options.log.info({ sandbox, kind: pool.kind, tight }, 'a warm sandbox was given back');
    return true;
  }

  #next(freeMiB: number): Pool | undefined {
    const { driver, keepFreeMiB, learnersWait } = this.#options;
    if (this.#closed || learnersWait()) return undefined;
    return this.#pools.find(
      ({ kind, tooFew }) =>
        tooFew &&
        driver.capabilities.kinds.includes(kind) &&
        freeMiB - WARM_MIB[kind] >= keepFreeMiB &&
        this.#making.get(kind)?.due,
    );
  }

  /** A kind that cannot be made does not keep the others from it. */
  async #make(pool: Pool): Promise<void> {
    const backoff = this.#making.get(pool.kind);
    try {
      await pool.make();
      backoff?.worked();
    } catch (error) {
      const retryMs = backoff?.failed();
      this.#options.log.warn(
        { err: error, kind: pool.kind, retryMs },
        'a warm sandbox could not be made; trying again later',
      );
    }
  }

  /** Kubernetes' tools are in a Docker sandbox when they were there as it was made. */
  #stampOf(kind: SandboxKind): string {
    const { driver, stamps } = this.#options;
    const hasTools = kind === 'docker' && driver.capabilities.kinds.includes('cluster');
    return hasTools ? `${stamps.docker}+tools` : stamps[kind];
  }

  #of(kind: SandboxKind): Pool {
    const pool = this.#pools.find((each) => each.kind === kind);
    if (!pool) throw new Error(`no pool of kind ${kind}`);
    return pool;
  }
}
