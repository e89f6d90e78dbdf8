import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import { reconnect } from '../workbench/reconnect.ts';
import type { Surroundings } from '../workbench/surroundings.ts';
import { terminalShown } from '../workbench/terminal-first.ts';
import { watchPresence } from '../workbench/watch-presence.ts';
import { copySelection, onClipboardOffer } from './clipboard.ts';
import { CommandTyping } from './command-typing.ts';
import { createTerminal, type TerminalParts, whenFontArrives } from './create-terminal.ts';
import { EarlyKeys } from './early-keys.ts';
import { handleKey, type KeyActions, withCtrl } from './keys.ts';
import { firstState, refusalOf, type SessionState } from './session-state.ts';
import { connectTerminal, type Line } from './terminal-connection.ts';
import { TerminalSize } from './terminal-size.ts';
import { lookOptions } from './terminal-theme.ts';

export interface SessionOptions {
  readonly id: string;
  readonly label: string;
  readonly openSocket: (path: string) => Promise<WebSocket>;
  readonly around: Surroundings;
  readonly keys: Omit<KeyActions, 'copy'>;
  readonly screenReader: boolean;
}

/** One terminal of the page: xterm, its connection to the shell, and what the pane shows of both. Knows no React. */
export class TerminalSession {
  readonly id: string;
  readonly parts: TerminalParts;
  readonly #options: SessionOptions;
  readonly #size: TerminalSize;
  readonly #typing: CommandTyping;
  readonly #watchers = new Set<() => void>();
  readonly #early = new EarlyKeys();
  readonly #encoder = new TextEncoder();
  #state = firstState;
  #line: Line | null = null;
  /** Aborts the connection, and the trying for one. */
  #trying: AbortController | null = null;
  readonly #forgetPresence: () => void;

  constructor(options: SessionOptions) {
    this.id = options.id;
    this.#options = options;
    this.parts = createTerminal();
    const { terminal, fit } = this.parts;
    this.#size = new TerminalSize(terminal, fit);
    this.#typing = new CommandTyping(terminal);
    terminal.options.screenReaderMode = options.screenReader;
    terminal.onData((data) => this.#type(this.#withCtrl(data)));
    terminal.onBinary((data) => this.#send(Uint8Array.from(data, (letter) => letter.charCodeAt(0))));
    terminal.onTitleChange((title) => this.#set({ title }));
    terminal.onRender(() => {
      const { cursorX, cursorY } = terminal.buffer.active;
      if (cursorX + cursorY > 0) terminalShown();
    });
    onClipboardOffer(terminal, (offer) => {
      if (this.#line && !this.#line.past) this.#set({ offer });
    });
    const keys: KeyActions = { ...options.keys, copy: () => void copySelection(terminal) };
    terminal.attachCustomKeyEventHandler((event) => handleKey(event, terminal, keys));
    this.#forgetPresence = watchPresence({
      away: () => this.#disconnect(),
      // A tab that was never shown has never been connected.
      back: () => terminal.element && this.#connect(),
    });
  }

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  state = (): SessionState => this.#state;

  /** Shows the terminal in this element, at first connecting it. Returns how to take it out again. */
  mount(host: HTMLElement): () => void {
    const { terminal, renderer } = this.parts;
    if (terminal.element) host.append(terminal.element);
    else this.#open(host);
    renderer.show();
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => this.#fill());
    });
    observer.observe(host);
    this.#connect();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      renderer.hide();
      terminal.element?.remove();
    };
  }

  focus(): void {
    this.parts.terminal.focus();
  }

  /** As if the learner had pressed the keys that send this. */
  press(data: string): void {
    this.parts.terminal.input(data);
    this.focus();
  }

  holdCtrl(ctrlHeld: boolean): void {
    this.#set({ ctrlHeld });
    this.focus();
  }

  /** Types the command and Enter, as soon as there is a shell to take it. */
  run(command: string): void {
    this.#typing.add(command);
    if (this.#state.phase === 'exited') this.reopen();
  }

  /** After the shell exited, or was refused: a new one under the same name. */
  reopen(): void {
    this.#early.forget();
    this.#set({ phase: 'connecting' });
    this.#connect();
    this.focus();
  }

  /** Colours and size of letters, as the page has them now. */
  takeLook(): void {
    const { terminal, renderer } = this.parts;
    Object.assign(terminal.options, lookOptions());
    renderer.forgetLetters();
    // xterm measures letters of another size with the next frame.
    requestAnimationFrame(() => this.#fill());
  }

  dismissOffer(): void {
    this.#set({ offer: null });
    this.focus();
  }

  dispose(): void {
    this.#forgetPresence();
    this.#disconnect();
    this.#typing.dispose();
    this.parts.renderer.hide();
    this.parts.terminal.dispose();
  }

  #open(host: HTMLElement): void {
    const { terminal } = this.parts;
    terminal.open(host);
    // Letters on a canvas can be read by nobody else: browser tests and measurements find the terminal here.
    if (terminal.element) Object.assign(terminal.element, { xterm: terminal });
    terminal.textarea?.setAttribute('aria-label', this.#options.label);
    // Another browser may have given the shell its own size: where one works is where it fits.
    terminal.textarea?.addEventListener('focus', () => this.#fill());
    whenFontArrives(this.parts, () => this.#fill());
  }

  #connect(): void {
    const { phase } = this.#state;
    if (this.#trying || phase === 'exited' || phase === 'refused') return;
    const trying = new AbortController();
    this.#trying = trying;
    const attempt = () =>
      connectTerminal({
        open: () => this.#options.openSocket(this.#path()),
        screen: this.parts.terminal,
        listener: this.#listener,
        signal: trying.signal,
      });
    void reconnect(attempt, this.#options.around, trying.signal).finally(() => {
      if (this.#trying === trying) this.#trying = null;
    });
  }

  #disconnect(): void {
    this.#trying?.abort();
    this.#trying = null;
    this.#line = null;
    this.#typing.hold();
  }

  #path(): string {
    const { cols, rows } = this.#size.room() ?? this.parts.terminal;
    return `/lab/terminal/${this.id}?cols=${cols}&rows=${rows}`;
  }

  readonly #listener = {
    opened: (line: Line) => {
      this.#line = line;
      this.#size.forget();
    },
    live: () => {
      this.#set({ phase: 'live' });
      this.#fill();
      this.#type(this.#early.take());
      this.#typing.begin();
    },
    size: (size: { cols: number; rows: number }) => this.#size.told(size),
    exit: (exitCode: number) => this.#set({ exitCode }),
    closed: ({ code, reason }: { code: number; reason: string }) => {
      this.#line = null;
      // What was meant for that shell is not for another.
      if (code === TERMINAL_CLOSE.labEnded) this.#early.forget();
      this.#typing.hold();
      if (code === TERMINAL_CLOSE.exited) this.#set({ phase: 'exited' });
      else if (code === TERMINAL_CLOSE.refused) this.#set({ phase: 'refused', refusal: refusalOf(reason) });
      else this.#set({ phase: 'lost' });
    },
  };

  #fill(): void {
    const line = this.#line;
    if (line && !line.past) this.#size.fill(line.resize);
  }

  #type(data: string): void {
    if (this.#line && !this.#line.past) this.#send(this.#encoder.encode(data));
    // A screen that is already there, or still, invites to type, though its shell is a moment away.
    else if (this.#state.phase !== 'exited' && this.#state.phase !== 'refused') this.#early.keep(data);
  }

  #send(bytes: Uint8Array): void {
    if (this.#line && !this.#line.past) this.#line.input(bytes);
  }

  #withCtrl(data: string): string {
    if (!this.#state.ctrlHeld || data.length !== 1) return data;
    this.#set({ ctrlHeld: false });
    return withCtrl(data);
  }

  #set(patch: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const watcher of this.#watchers) watcher();
  }
}
