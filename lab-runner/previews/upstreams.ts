import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import type { Clock } from '../clock.ts';
import type { RunningLab } from '../labs/running-lab.ts';
import { Upstream } from './upstream.ts';

const IDLE_MS = 60_000;

/** All that is connected to; what nobody has used for a while is let go, and so is what its lab has lost. */
export class Upstreams {
  readonly #clock: Clock;
  readonly #open = new Map<string, Upstream>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(
    { sandbox, gone }: Pick<RunningLab, 'sandbox' | 'gone'>,
    label: string,
    target: PreviewTarget,
  ): Upstream {
    const key = `${sandbox.id} ${label}`;
    const known = this.#open.get(key);
    if (known) return known;
    const upstream = new Upstream(sandbox, target);
    this.#open.set(key, upstream);
    const letGo = () => this.#letGo(key, upstream);
    gone.addEventListener('abort', letGo, { once: true });
    if (gone.aborted) letGo();
    this.#letGoWhenIdle(key, upstream, () => gone.removeEventListener('abort', letGo));
    return upstream;
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map((upstream) => upstream.close()));
  }

  #letGoWhenIdle(key: string, upstream: Upstream, forget: () => void): void {
    this.#clock.after(IDLE_MS, () => {
      if (this.#open.get(key) !== upstream) return;
      if (!upstream.isIdle) return this.#letGoWhenIdle(key, upstream, forget);
      forget();
      this.#letGo(key, upstream);
    });
  }

  #letGo(key: string, upstream: Upstream): void {
    if (this.#open.get(key) === upstream) this.#open.delete(key);
    void upstream.close();
  }
}
