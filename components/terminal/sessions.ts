import { type SessionOptions, TerminalSession } from './terminal-session.ts';

/** The terminals of a page by id; each lives until its tab or the page closes, shown or not. */
export class Sessions {
  readonly #make: (id: string) => SessionOptions;
  readonly #sessions = new Map<string, TerminalSession>();

  constructor(make: (id: string) => SessionOptions) {
    this.#make = make;
  }

  of(id: string): TerminalSession {
    let session = this.#sessions.get(id);
    if (!session) {
      session = new TerminalSession(this.#make(id));
      this.#sessions.set(id, session);
    }
    return session;
  }

  close(id: string): void {
    this.#sessions.get(id)?.dispose();
    this.#sessions.delete(id);
  }

  setScreenReader(on: boolean): void {
    for (const { parts } of this.#sessions.values()) parts.terminal.options.screenReaderMode = on;
  }

  takeLook(): void {
    for (const session of this.#sessions.values()) session.takeLook();
  }

  closeAll(): void {
    for (const id of [...this.#sessions.keys()]) this.close(id);
  }
}
