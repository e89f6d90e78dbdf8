import type { Pty, PtyOutput } from '../driver.ts';

/** Reads an attachment as a terminal does: takes the bytes, acknowledges them, remembers what it saw. */
export class Screen {
  readonly #pty: Pty;
  readonly #output: AsyncIterator<PtyOutput>;
  readonly events: Exclude<PtyOutput, { type: 'data' }>[] = [];
  text = '';
  /** What had come before `replayed`. */
  past: string | undefined;

  constructor(pty: Pty) {
    this.#pty = pty;
    this.#output = pty.output[Symbol.asyncIterator]();
  }

  /** The next piece, or undefined after the last. */
  async next(acknowledge = true): Promise<PtyOutput | undefined> {
    const { value, done } = await this.#output.next();
    if (done) return undefined;
    const piece = value as PtyOutput;
    if (piece.type === 'data') {
      this.text += Buffer.from(piece.bytes).toString('latin1');
      if (acknowledge) this.#pty.acknowledge(piece.bytes.byteLength);
    } else {
      this.events.push(piece);
      if (piece.type === 'replayed') this.past = this.text;
    }
    return piece;
  }

  async until(holds: (screen: Screen) => boolean): Promise<void> {
    while (!holds(this)) {
      if ((await this.next()) === undefined)
        throw new Error(`the output ended after ${this.text.slice(-200)}`);
    }
  }

  /** Waits for text that has not been waited for before. */
  async see(wanted: string): Promise<void> {
    await this.until((screen) => screen.text.includes(wanted));
    this.text = this.text.slice(this.text.indexOf(wanted) + wanted.length);
  }

  get sizes(): readonly string[] {
    return this.events.flatMap((event) => (event.type === 'size' ? [`${event.cols}x${event.rows}`] : []));
  }
}
