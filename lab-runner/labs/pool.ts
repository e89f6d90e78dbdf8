/** Warm sandboxes of one kind, ready and frozen, so that a start takes a fraction of a second. `pools.ts` tends them. */
import type { CreateStage, Driver, Limits, Sandbox, SandboxKind } from '../drivers/driver.ts';

export interface PoolOptions {
  readonly driver: Driver;
  readonly kind: SandboxKind;
  readonly size: number;
  readonly limits: Limits;
  /** See PoolRecord. May be another than it was: what was made before is stale then. */
  readonly stamp: () => string;
}

/** A learner who comes while one is being made. */
export interface Waiter {
  readonly signal: AbortSignal;
  readonly onStage: (stage: CreateStage) => void;
}

interface Warm {
  readonly sandbox: Sandbox;
  readonly stamp: string;
}

interface Making {
  readonly stamp: string;
  readonly callOff: AbortController;
  /** Undefined when nothing came of it. */
  made: Promise<Sandbox | undefined>;
  stage: CreateStage | undefined;
  waiter: Waiter | undefined;
}

export class Pool {
  readonly #options: PoolOptions;
  #idle: readonly Warm[] = [];
  #making: Making | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get kind(): SandboxKind {
    return this.#options.kind;
  }

  get stamp(): string {
    return this.#options.stamp();
  }

  get ids(): readonly string[] {
    return this.#idle.map(({ sandbox }) => sandbox.id);
  }

  /** There are more than there should be, or one that is stale. */
  get tooMany(): boolean {
    return this.#idle.length > this.#options.size || this.#stale !== undefined;
  }

  get tooFew(): boolean {
    return this.#idle.length < this.#options.size;
  }

  adopt(sandbox: Sandbox): void {
    if (!this.ids.includes(sandbox.id)) this.#keep(sandbox, this.stamp);
  }

  forget(id: string): void {
    this.#idle = this.#idle.filter(({ sandbox }) => sandbox.id !== id);
  }

  /** A frozen sandbox that is the caller's from here on. At once: two callers never get the same. */
  take(): Sandbox | undefined {
    const found = this.#idle.find(({ stamp }) => stamp === this.stamp)?.sandbox;
    if (found) this.forget(found.id);
    return found;
  }

  /** The one that is being made becomes the caller's as it is then, thawed or not. Undefined when there is none to be had. */
  async takeComing(waiter: Waiter): Promise<Sandbox | undefined> {
    const making = this.#making;
    if (!making || making.waiter || making.callOff.signal.aborted) return undefined;
    making.waiter = waiter;
    if (making.stage) waiter.onStage(making.stage);
    const callOff = () => making.callOff.abort();
    waiter.signal.addEventListener('abort', callOff);
    if (waiter.signal.aborted) callOff();
    try {
      return await making.made;
    } finally {
      waiter.signal.removeEventListener('abort', callOff);
    }
  }

  /** What is being made for nobody is given up, so that a learner has the machine. */
  giveWay(): void {
    if (this.#making && !this.#making.waiter) this.#making.callOff.abort();
  }

  /** What is being made is given up, for whomever it is. */
  close(): void {
    this.#making?.callOff.abort();
  }

  async giveBack(): Promise<string | undefined> {
    const id = (this.#stale ?? this.#idle.at(-1))?.sandbox.id;
    if (id === undefined) return undefined;
    this.forget(id);
    await this.#options.driver.destroy(id);
    return id;
  }

  /** One more. Resolves also when it was called off or went to a learner; rejects when it could not be made. */
  async make(): Promise<void> {
    const making: Making = {
      stamp: this.stamp,
      callOff: new AbortController(),
      made: Promise.resolve(undefined),
      stage: undefined,
      waiter: undefined,
    };
    const creating = this.#create(making);
    making.made = creating.catch(() => undefined);
    this.#making = making;
    try {
      const sandbox = await creating;
      if (!making.waiter) this.#keep(sandbox, making.stamp);
    } catch (error) {
      if (!making.callOff.signal.aborted) throw error;
    } finally {
      this.#making = undefined;
    }
  }

  get #stale(): Warm | undefined {
    return this.#idle.find(({ stamp }) => stamp !== this.stamp);
  }

  #keep(sandbox: Sandbox, stamp: string): void {
    this.#idle = [...this.#idle, { sandbox, stamp }];
  }

  async #create(making: Making): Promise<Sandbox> {
    const { driver, kind, limits } = this.#options;
    const annotations = { role: 'pool', phase: 'making', stamp: making.stamp };
    const onStage = (stage: CreateStage) => {
      making.stage = stage;
      making.waiter?.onStage(stage);
    };
    const { signal } = making.callOff;
    const sandbox = await driver.create({ kind, limits, annotations }, { signal, onStage, settled: true });
    if (making.waiter) return sandbox;
    try {
      if (driver.capabilities.pause) await sandbox.pause();
      await sandbox.annotate({ phase: 'idle' });
      return sandbox;
    } catch (error) {
      await driver.destroy(sandbox.id).catch(() => {});
      throw error;
    }
  }
}
