/** A runner that is killed with SIGKILL now and then and started again, and callers who take that in their stride. */
import { setTimeout as wait } from 'node:timers/promises';
import type { RunnerProcess } from '../../lab-runner/testing/runner-process.ts';
import type { Chance } from './seeded.ts';

const KILL_AFTER_MS = { least: 5_000, most: 30_000 };
/** While a runner is new it may say that it is not ready; what it says for longer is an answer. */
const PATIENCE_MS = 240_000;
const DEAD = /fetch failed|ECONNREFUSED|ECONNRESET|events closed|socket hang up|terminal closed|: 50[23] /;

export class MortalRunner {
  readonly runner: RunnerProcess;
  kills = 0;
  #up: Promise<void> = Promise.resolve();

  constructor(runner: RunnerProcess) {
    this.runner = runner;
  }

  /** Resolves after the signal, with the runner alive. */
  async dieNowAndThen(chance: Chance, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { least, most } = KILL_AFTER_MS;
      await wait(least + chance.next() * (most - least), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      this.#up = this.#again();
      await this.#up;
    }
  }

  async #again(): Promise<void> {
    await this.runner.kill();
    this.kills += 1;
    await this.runner.start();
  }

  /** Does it again when the runner died over it. */
  async through<T>(work: () => Promise<T>): Promise<T> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      await this.#up;
      try {
        return await work();
      } catch (error) {
        const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error);
        if (!DEAD.test(text) || performance.now() > end) throw error;
        await wait(200);
      }
    }
  }
}
