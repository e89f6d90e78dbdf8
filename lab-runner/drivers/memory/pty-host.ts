/** Holds a shell that outlives its attachments: replay, windows by acknowledged bytes, stalls only when all stall. */
import type { Pty, PtyOutput } from '../driver.ts';
import { LineShell } from './line-shell.ts';
import type { ShellPlace } from './line-shell-commands.ts';
import { OutputLog } from './output-log.ts';

const REPLAY_BYTES = 256 * 1024;
const WINDOW_BYTES = 512 * 1024;

class Attachment {
  position: number;
  replayUntil: number;
  unacknowledged = 0;
  /** The size to tell before anything else of the log. */
  sizeDue = true;
  restartDue = false;
  closed = false;
  wake: (() => void) | undefined;

  constructor(log: OutputLog) {
    this.position = log.first;
    this.replayUntil = log.end;
  }
}

export class PtyHost {
  readonly #log: OutputLog;
  readonly #shell: LineShell;
  readonly #attachments = new Set<Attachment>();
  readonly #onExit: () => void;
  #exitCode: number | undefined;
  readonly #stalledPrints: (() => void)[] = [];

  constructor(size: { cols: number; rows: number }, place: ShellPlace, cwd: string, onExit: () => void) {
    this.#log = new OutputLog(REPLAY_BYTES, size.cols, size.rows);
    this.#onExit = onExit;
    this.#shell = new LineShell(place, cwd, size, (bytes) => this.#print(bytes));
    this.#shell.ended.then((exitCode) => this.#exit(exitCode));
  }

  get title(): string {
    return this.#shell.title;
  }

  hangUp(): void {
    this.#shell.kill();
  }

  attach(cols: number, rows: number): Pty {
    const attachment = new Attachment(this.#log);
    this.#attachments.add(attachment);
    const { size } = this.#shell;
    if (cols > 0 && rows > 0 && (cols !== size.cols || rows !== size.rows)) this.#resize(cols, rows);
    attachment.replayUntil = this.#log.end;
    return {
      output: this.#output(attachment),
      write: (bytes) => {
        if (!attachment.closed) this.#shell.type(bytes);
      },
      resize: (newCols, newRows) => this.#resize(newCols, newRows),
      acknowledge: (byteCount) => {
        attachment.unacknowledged = Math.max(0, attachment.unacknowledged - byteCount);
        attachment.wake?.();
        this.#resumeShell();
      },
      close: () => this.#detach(attachment),
    };
  }

  #detach(attachment: Attachment): void {
    attachment.closed = true;
    this.#attachments.delete(attachment);
    attachment.wake?.();
    this.#resumeShell();
  }

  #resize(cols: number, rows: number): void {
    this.#shell.size = { cols, rows };
    this.#log.add({ type: 'size', cols, rows });
    this.#wakeAll();
  }

  #exit(exitCode: number): void {
    this.#exitCode = exitCode;
    this.#onExit();
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const attachment of this.#attachments) attachment.wake?.();
  }

  /** Resolves when the shell may print more. */
  async #print(bytes: Uint8Array): Promise<void> {
    this.#log.add({ type: 'data', bytes });
    this.#wakeAll();
    while (this.#everyoneStalls()) {
      await new Promise<void>((resolve) => {
        this.#stalledPrints.push(resolve);
      });
    }
  }

  #resumeShell(): void {
    for (const resume of this.#stalledPrints.splice(0)) resume();
  }

  #everyoneStalls(): boolean {
    if (this.#attachments.size === 0) return false;
    return [...this.#attachments].every((attachment) => attachment.unacknowledged >= WINDOW_BYTES);
  }

  async *#output(attachment: Attachment): AsyncGenerator<PtyOutput, void, undefined> {
    try {
      while (!attachment.closed) {
        const next = this.#next(attachment);
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            attachment.wake = resolve;
          });
          continue;
        }
        yield next;
        if (next.type === 'exit') return;
      }
    } finally {
      this.#detach(attachment);
    }
  }

  #next(attachment: Attachment): PtyOutput | undefined {
    const log = this.#log;
    if (attachment.position < log.first) return this.#restart(attachment);
    if (attachment.sizeDue) {
      attachment.sizeDue = false;
      return log.sizeBefore;
    }
    if (attachment.position >= attachment.replayUntil) {
      attachment.replayUntil = Number.POSITIVE_INFINITY;
      return { type: 'replayed' };
    }
    if (attachment.unacknowledged >= WINDOW_BYTES) return undefined;
    const item = log.at(attachment.position);
    if (item === undefined) {
      return this.#exitCode === undefined ? undefined : { type: 'exit', exitCode: this.#exitCode };
    }
    attachment.position++;
    if (item.type === 'data') attachment.unacknowledged += item.bytes.length;
    return item;
  }

  #restart(attachment: Attachment): PtyOutput {
    attachment.position = this.#log.first;
    attachment.replayUntil = this.#log.end;
    attachment.sizeDue = true;
    attachment.unacknowledged = 0;
    return { type: 'restart' };
  }
}
