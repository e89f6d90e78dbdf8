/** What happens to labs without anybody asking: recovery, expiry, freezing, crashes, orphans, the pool. */
import type { DriverEvent } from '../drivers/driver.ts';
import { announceEnd, endLab } from './end-lab.ts';
import { freezeLab, isIdle } from './freeze-lab.ts';
import type { Lab } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { loseSandbox } from './lose-sandbox.ts';
import { type LabOf, reconcileLabs, recoverLabs } from './recover-labs.ts';
import { reviveLab } from './revive-lab.ts';

const TICK_MS = 1000;
const POOL_MS = 5000;
const RECONCILE_MS = 60_000;
const RETRY_MS = 3000;
const WARN_MS = 5 * 60_000;

export class Keeper {
  readonly #world: LabWorld;
  readonly #labs: Map<string, Lab>;
  readonly #labOf: LabOf;
  readonly #closing = new AbortController();
  #ready = false;

  constructor(world: LabWorld, labs: Map<string, Lab>, labOf: LabOf) {
    this.#world = world;
    this.#labs = labs;
    this.#labOf = labOf;
  }

  get ready(): boolean {
    return this.#ready;
  }

  async open(): Promise<void> {
    void this.#followEvents();
    await Promise.all([this.#recover(), this.#world.preparation.look()]);
    this.#every(TICK_MS, () => this.tick());
    this.#every(POOL_MS, () => this.#tendPool());
    this.#every(RECONCILE_MS, () => this.#reconcile());
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#world.pool.close();
  }

  async tick(): Promise<void> {
    await this.#lookAtPreparation();
    const now = this.#world.clock.now().getTime();
    for (const [key, lab] of this.#labs) {
      if (lab.forgettable) this.#labs.delete(key);
      else this.#tickOne(lab, now);
    }
  }

  /** Pages that wait for a kind of lab hear how far it is, and when it is there. */
  async #lookAtPreparation(): Promise<void> {
    if (await this.#world.preparation.look()) for (const lab of this.#labs.values()) lab.changed();
  }

  #tickOne(lab: Lab, now: number): void {
    const { tenancy } = lab;
    if (!tenancy) return;
    const expiresAt = Date.parse(tenancy.record.expiresAt);
    if (lab.state === 'ending') this.#inMutex(lab, () => endLab(this.#world, lab));
    else if (expiresAt <= now) this.#expire(lab);
    else if (isIdle(this.#world, lab) && this.#world.driver.capabilities.pause) {
      this.#inMutex(lab, () => freezeLab(this.#world, lab));
    }
    if (!lab.warned && expiresAt > now && expiresAt - now <= WARN_MS) {
      lab.warned = true;
      lab.tell({ type: 'expiring', expiresAt: tenancy.record.expiresAt });
    }
  }

  #expire(lab: Lab): void {
    announceEnd(lab);
    this.#inMutex(lab, async () => {
      await endLab(this.#world, lab);
      lab.tell({
        type: 'notice',
        message: 'The time of this lab was over, so it has ended. You can start a new one.',
      });
    });
  }

  /** Errors are the operator's: nobody asked for this. */
  #inMutex(lab: Lab, work: () => Promise<void>): void {
    if (lab.kept) return;
    lab.kept = true;
    lab.mutex
      .run(work)
      .catch((error: unknown) =>
        this.#world.log.warn({ err: error, lesson: lab.slug }, 'keeping a lab failed'),
      )
      .finally(() => {
        lab.kept = false;
      });
  }

  async #recover(): Promise<void> {
    try {
      await recoverLabs(this.#world, this.#labOf);
      this.#ready = true;
      void this.#tendPool();
      void this.#sweep();
    } catch (error) {
      this.#world.log.error(
        { err: error },
        'the engine was asked for its labs and did not answer; asking again',
      );
      if (!this.#closing.signal.aborted) this.#world.clock.after(RETRY_MS, () => void this.#recover());
    }
  }

  async #reconcile(): Promise<void> {
    if (!this.#ready) return;
    try {
      await reconcileLabs(this.#world, this.#labs, this.#labOf);
    } catch (error) {
      this.#world.log.warn({ err: error }, 'labs could not be compared with the engine');
    }
    await this.#sweep();
  }

  /** Pieces that belong to no sandbox: a runner was killed before there was one. */
  async #sweep(): Promise<void> {
    try {
      const swept = await this.#world.driver.sweep();
      if (swept.length > 0) this.#world.log.info({ swept }, 'leftovers removed');
    } catch (error) {
      this.#world.log.warn({ err: error }, 'leftovers could not be looked for');
    }
  }

  async #tendPool(): Promise<void> {
    if (this.#ready) await this.#world.pool.tend();
  }

  async #followEvents(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        for await (const event of this.#world.driver.events(signal)) this.#onEvent(event);
      } catch (error) {
        this.#world.log.warn({ err: error }, 'events of the engine ended');
      }
      if (!signal.aborted) await new Promise<void>((next) => this.#world.clock.after(RETRY_MS, next));
    }
  }

  #onEvent(event: DriverEvent): void {
    if (event.type === 'resync') {
      void this.#reconcile();
      return;
    }
    this.#world.pool.forget(event.id);
    const lab = [...this.#labs.values()].find(({ tenancy }) => tenancy?.sandbox.id === event.id);
    if (!lab) return;
    lab.mutex
      .run(async () => {
        const ours =
          lab.tenancy?.sandbox.id === event.id && (lab.state === 'ready' || lab.state === 'frozen');
        if (!ours) return;
        if (event.type === 'destroyed') loseSandbox(this.#world, lab);
        else await reviveLab(this.#world, lab, event.reason);
      })
      .catch((error: unknown) =>
        this.#world.log.error({ err: error, lesson: lab.slug }, 'a crash was not mended'),
      );
  }

  #every(delayMs: number, work: () => Promise<void>): void {
    const { clock, log } = this.#world;
    const next = () => {
      if (this.#closing.signal.aborted) return;
      clock.after(delayMs, () => {
        work()
          .catch((error: unknown) => log.error({ err: error }, 'keeping labs failed'))
          .finally(next);
      });
    };
    next();
  }
}
