import type { Terminal } from '@xterm/xterm';

/** A shell that shows no prompt by then gets the command all the same. */
const PROMPT_WITHIN_MS = 1_500;
/** Readline's "forget this line": what was half typed must not become part of the command. */
const FORGET_LINE = '\x15';

/** Types commands of the lesson into a terminal, once its shell shows a prompt. */
export class CommandTyping {
  readonly #terminal: Terminal;
  readonly #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #parsed: { dispose(): void } | undefined;
  #ready = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  add(command: string): void {
    this.#waiting.push(command);
    if (this.#ready) this.#type();
  }

  /** There is a live shell, perhaps one that has only just been started. */
  begin(): void {
    this.hold();
    const go = () => {
      this.hold();
      this.#ready = true;
      this.#type();
    };
    if (this.#atPrompt()) {
      go();
      return;
    }
    this.#timer = setTimeout(go, PROMPT_WITHIN_MS);
    this.#parsed = this.#terminal.onWriteParsed(() => {
      if (this.#atPrompt()) go();
    });
  }

  /** There is none for now. */
  hold(): void {
    this.#ready = false;
    clearTimeout(this.#timer);
    this.#parsed?.dispose();
    this.#parsed = undefined;
  }

  dispose(): void {
    this.hold();
    this.#waiting.length = 0;
  }

  /** A shell that reads a line asks for bracketed paste, and takes that back before it runs one. */
  #atPrompt(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  #type(): void {
    for (const command of this.#waiting.splice(0)) {
      const keys = command.replace(/\r?\n/g, '\r');
      this.#terminal.input(FORGET_LINE);
      // Pasted as one, several lines are one command to go back to; typed, each Enter would run its own.
      this.#terminal.input(this.#atPrompt() ? `\x1b[200~${keys}\x1b[201~` : keys);
      this.#terminal.input('\r');
    }
  }
}
