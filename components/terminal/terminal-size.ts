import type { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';

type Room = Pick<FitAddon, 'proposeDimensions'>;

interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** The server repeats every size; one of ours that is not repeated by then was not taken (somebody who only watches). */
const ANSWER_WITHIN_MS = 2_000;

/**
 * Two browsers may show one shell, which has one size: whoever resized or focused last gives it, the others show that
 * size in their pane. While a size of ours is on its way, older ones that come back are passed over.
 */
export class TerminalSize {
  readonly #terminal: Terminal;
  readonly #fit: Room;
  #known: Size | null = null;
  #asked: (Size & { readonly atMs: number }) | null = null;

  constructor(terminal: Terminal, fit: Room) {
    this.#terminal = terminal;
    this.#fit = fit;
  }

  /** What the pane has room for; undefined while it is not shown. */
  room(): Size | undefined {
    const room = this.#fit.proposeDimensions();
    if (!room || !Number.isFinite(room.cols) || !Number.isFinite(room.rows)) return undefined;
    return { cols: Math.max(2, room.cols), rows: Math.max(1, room.rows) };
  }

  /** Fills the pane, and asks for that size where the shell has another. */
  fill(ask: (cols: number, rows: number) => void): void {
    const room = this.room();
    if (!room) return;
    if (!same(this.#terminal, room)) this.#terminal.resize(room.cols, room.rows);
    if (same(this.#asked ?? this.#known, room)) return;
    this.#asked = { ...room, atMs: performance.now() };
    ask(room.cols, room.rows);
  }

  /** The shell has this size from here on. */
  told(size: Size): void {
    this.#known = { cols: size.cols, rows: size.rows };
    const asked = this.#asked;
    if (asked && !same(asked, size) && performance.now() - asked.atMs < ANSWER_WITHIN_MS) return;
    this.#asked = null;
    if (!same(this.#terminal, size)) this.#terminal.resize(size.cols, size.rows);
  }

  /** A new connection: what was asked of the old one is lost. */
  forget(): void {
    this.#known = null;
    this.#asked = null;
  }
}

function same(a: Size | null, b: Size): boolean {
  return a?.cols === b.cols && a.rows === b.rows;
}
