import type { ServerFrame } from '../../lib/lab-api/terminal-frames.ts';
import { ACKNOWLEDGE_EVERY_BYTES } from '../../lib/lab-api/terminal-frames.ts';

/** xterm looks at its clock between two writes only: it stops for a frame sooner when they are small. */
const SLICE_BYTES = 16 * 1024;

/** What the pump needs of xterm's Terminal. */
export interface Screen {
  write(data: Uint8Array | string, done?: () => void): void;
  reset(): void;
}

export interface PumpListener {
  /** The screen has taken these bytes. */
  acknowledge(byteCount: number): void;
  /** What follows is live: the screen may answer, and may have a size of its own. */
  live(): void;
  /** The shell has, or in the past had, this size from here on: the screen must have it too. */
  size(size: { readonly cols: number; readonly rows: number }): void;
  exit(exitCode: number): void;
}

/**
 * Brings the frames of one connection onto the screen in their order. xterm parses what is written some time later, so
 * whatever is not data waits until all data before it has been parsed: a size applied too early breaks every line.
 */
export class FramePump {
  readonly #screen: Screen;
  readonly #listener: PumpListener;
  #queue: ServerFrame[] = [];
  #parsing = 1;
  #unacknowledged = 0;
  #past = true;
  #begun = false;
  #stopped = false;
  #whenDrained: () => void = () => {};

  constructor(screen: Screen, listener: PumpListener) {
    this.#screen = screen;
    this.#listener = listener;
    // Behind what an earlier connection wrote.
    screen.write('', () => this.#parsed(0));
  }

  /** True while the screen shows the past: it must not answer queries in it. */
  get past(): boolean {
    return this.#past;
  }

  take(frame: ServerFrame): void {
    if (this.#stopped) return;
    // The old screen stays until the first of the new one is here.
    if (!this.#begun) this.#queue.push({ type: 'restart' });
    this.#begun = true;
    this.#queue.push(frame);
    this.#drain();
  }

  /** The connection is gone: what has not been written yet comes again with the next one. */
  stop(): void {
    this.#stopped = true;
    this.#queue = [];
    this.#whenDrained();
  }

  /** Resolves when everything that came is on the screen, or will not come there any more. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenDrained = resolve;
      this.#tellDrained();
    });
  }

  #tellDrained(): void {
    if (this.#stopped || (this.#parsing === 0 && this.#queue.length === 0)) this.#whenDrained();
  }

  #drain(): void {
    while (this.#queue.length > 0) {
      const frame = this.#queue[0] as ServerFrame;
      if (frame.type !== 'data' && this.#parsing > 0) return;
      // Out of the queue first: xterm may parse at once and call back into here.
      this.#queue.shift();
      if (frame.type === 'data') this.#write(frame.bytes);
      else this.#apply(frame);
    }
  }

  #write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.byteLength; from += SLICE_BYTES) {
      const slice = bytes.subarray(from, from + SLICE_BYTES);
      this.#parsing++;
      this.#screen.write(slice, () => this.#parsed(slice.byteLength));
    }
  }

  #parsed(byteCount: number): void {
    this.#parsing--;
    if (this.#stopped) return;
    this.#unacknowledged += byteCount;
    if (this.#unacknowledged >= ACKNOWLEDGE_EVERY_BYTES) {
      this.#listener.acknowledge(this.#unacknowledged);
      this.#unacknowledged = 0;
    }
    if (this.#parsing === 0) this.#drain();
    this.#tellDrained();
  }

  #apply(frame: Exclude<ServerFrame, { type: 'data' }>): void {
    switch (frame.type) {
      case 'restart':
        this.#past = true;
        this.#unacknowledged = 0;
        this.#screen.reset();
        break;
      case 'size':
        this.#listener.size(frame);
        break;
      case 'replayed':
        this.#past = false;
        this.#listener.live();
        break;
      case 'exit':
        this.#listener.exit(frame.exitCode);
        break;
    }
  }
}
