/** Connections to one target of one sandbox. HTTP is undici's: its limits on headers, its keeping of connections. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Pool } from 'undici';
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { asLabError, LabError } from '../errors.ts';
import { type Forward, startForward } from './forward.ts';

/** A page asks for its pictures a few at a time; what is beyond waits. */
const CONNECTIONS = 32;
const MOST_AT_ONCE = 256;
/** A program may take its time for an answer; one that has begun may pause for as long as it likes, as events do. */
const ANSWER_MS = 120_000;
/** Each request may need a second connection. undici alone tries for ever when a program speaks before it is asked. */
const TRIES_EACH = 2;

export class Upstream {
  readonly pool: Pool;
  readonly #sandbox: Sandbox;
  readonly #target: PreviewTarget;
  readonly #ending = new AbortController();
  #forward: Promise<Forward> | undefined;
  #busy = 0;
  #tries = 0;

  constructor(sandbox: Sandbox, target: PreviewTarget) {
    this.#sandbox = sandbox;
    this.#target = target;
    this.pool = new Pool(`http://${this.inside}`, {
      connections: CONNECTIONS,
      headersTimeout: ANSWER_MS,
      bodyTimeout: 0,
      connect: (_options, done) => {
        this.#connect().then(
          // undici reads and writes it, and asks nothing of it that is TCP's alone.
          (stream) => done(null, stream as Socket),
          (error: unknown) => done(asLabError(error), null),
        );
      },
    });
  }

  /** Host and port as the program knows itself. */
  get inside(): string {
    return `localhost:${this.#target.port}`;
  }

  get isIdle(): boolean {
    return this.#busy === 0;
  }

  /** Counts one who uses it until the returned function is called. Throws `too_many`. */
  use(): () => void {
    if (this.#busy >= MOST_AT_ONCE) throw new LabError('too_many', { detail: 'requests of one preview' });
    this.#busy += 1;
    this.#tries = Math.min(this.#tries + TRIES_EACH, CONNECTIONS * TRIES_EACH);
    return () => {
      this.#busy -= 1;
    };
  }

  /** Rejects with `port_closed`, `sandbox_gone`. */
  async dial(): Promise<Duplex> {
    if (this.#target.kind === 'port') return this.#sandbox.dial(this.#target.port);
    this.#forward ??= startForward(this.#sandbox, this.#target, this.#ending.signal);
    const underWay = this.#forward;
    try {
      const { port, over } = await underWay;
      over.addEventListener('abort', () => this.#forget(underWay), { once: true });
      return await this.#sandbox.dial(port);
    } catch (error) {
      this.#forget(underWay);
      throw error;
    }
  }

  async #connect(): Promise<Duplex> {
    if (this.#tries <= 0) throw new LabError('preview_not_http', { detail: 'it speaks before it is asked' });
    this.#tries -= 1;
    return this.dial();
  }

  /** A container that was started anew has another address. */
  lookAnew(): void {
    this.#forward = undefined;
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.pool.destroy();
  }

  #forget(forward: Promise<Forward>): void {
    if (this.#forward === forward) this.#forward = undefined;
  }
}
