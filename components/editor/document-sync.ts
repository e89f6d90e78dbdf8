/** Keeps one open file and its copy in the sandbox alike: saves what is typed, shows what changed, asks when both did. */
import type { Problem } from '../../lib/lab-api/problem.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import { Agreement } from './agreement.ts';
import type { Opening, Theirs } from './outside-change.ts';
import { problemIn } from './problem-in.ts';
import { readSettled } from './read-settled.ts';
import { Rounds } from './rounds.ts';
import { SaveTiming } from './save-timing.ts';
import type { SyncDeps, SyncState, TextBuffer } from './sync-contract.ts';
import { encodeText } from './text-content.ts';

export class DocumentSync {
  path: string;
  readonly buffer: TextBuffer;
  readonly #deps: SyncDeps;
  readonly #closing = new AbortController();
  readonly #agreement: Agreement;
  #failure: Problem | null = null;
  #typed: boolean;
  #showing = false;
  #wantsSave = false;
  #wantsCheck = false;
  readonly #timing = new SaveTiming(
    () => void this.flush(),
    () => void this.#again(),
  );
  readonly #rounds = new Rounds({
    hasWork: () => this.#hasWork,
    work: () => this.#attempt(() => (this.#wantsCheck ? this.#checkNow() : this.#saveNow())),
    ended: () => this.#deps.onState(),
  });

  constructor(path: string, buffer: TextBuffer, opening: Opening, deps: SyncDeps) {
    this.path = path;
    this.buffer = buffer;
    this.#deps = deps;
    this.#agreement = new Agreement(opening);
    this.#typed = opening.mine !== opening.agreed.text;
    buffer.onEdit(() => this.#edited());
    if (this.#typed) this.#timing.atOnce();
  }

  get state(): SyncState {
    const { conflict } = this.#agreement;
    if (conflict) return { kind: 'conflict', theirs: conflict };
    if (this.#failure) return { kind: 'failed', problem: this.#failure, retrying: this.#failure.retryable };
    if (!this.#typed) return { kind: 'saved' };
    return { kind: this.#deps.maySend() ? 'saving' : 'waiting' };
  }

  get hasUnsaved(): boolean {
    return this.#typed;
  }

  /** Saves now what is not saved. Resolves when there is nothing more that can be done at once. */
  async flush(): Promise<void> {
    if (this.#typed) {
      this.#keepUnsaved();
      this.#wantsSave = true;
    }
    await this.#rounds.run();
  }

  /** The file may have changed in the sandbox. */
  async check(): Promise<void> {
    this.#wantsCheck = true;
    await this.#rounds.run();
  }

  /** The way to the lab is open again, or the learner wants another try. */
  async resume(): Promise<void> {
    this.#timing.forgetFailures();
    await this.#again();
  }

  keepMine(): void {
    const { conflict } = this.#agreement;
    if (!conflict) return;
    this.#agreement.keepMine(conflict);
    this.#typed = true;
    void this.flush();
    this.#deps.onState();
  }

  takeTheirs(): void {
    const { conflict } = this.#agreement;
    if (!conflict) return;
    this.#agreement.conflict = null;
    this.#show(conflict);
    this.#deps.onState();
  }

  /** It was renamed; saves that were on their way have been waited for. */
  moved(path: string): void {
    this.#deps.unsaved.forget(this.path);
    this.path = path;
  }

  /** Nothing is sent any more, not even what is on its way. */
  dispose(): void {
    this.#closing.abort();
    this.#timing.stop();
    this.buffer.dispose();
  }

  async #again(): Promise<void> {
    this.#wantsCheck = true;
    await this.flush();
  }

  #edited(): void {
    if (this.#showing) return;
    const before = this.state.kind;
    this.#typed = true;
    this.#timing.typed();
    if (this.state.kind !== before) this.#deps.onState();
  }

  #keepUnsaved(): void {
    this.#deps.unsaved.keep(this.path, { text: this.buffer.text(), version: this.#agreement.last.version });
  }

  get #hasWork(): boolean {
    if (this.#closing.signal.aborted || !this.#deps.maySend()) return false;
    return this.#wantsCheck || (this.#wantsSave && !this.#agreement.conflict);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      if (!(error instanceof LabRequestError)) console.error(error);
      const problem = problemIn(error, 'Something went wrong in this page.');
      this.#wantsCheck = problem.code === 'file_changed' && this.#timing.refused();
      if (!this.#wantsCheck) this.#fail(problem);
    }
  }

  #fail(problem: Problem): void {
    // The rest of this round would fail alike.
    this.#wantsSave = false;
    const retryable = problem.retryable || problem.code === 'file_changed';
    if (this.#typed) this.#failure = { ...problem, retryable };
    if (retryable) this.#timing.failed();
  }

  async #saveNow(): Promise<void> {
    this.#wantsSave = false;
    const text = this.buffer.text();
    const { last, expected } = this.#agreement;
    if (text === last.text && last.version !== null) return this.#saved();
    const bytes = encodeText({ text, bom: last.bom });
    const options = { signal: this.#closing.signal, keepalive: true };
    this.#agreement.written(text, await this.#deps.files.write(this.path, bytes, expected, options));
    this.#failure = null;
    this.#timing.arrived(false);
    if (this.buffer.text() === text) this.#saved();
  }

  #saved(): void {
    this.#timing.arrived(true);
    this.#typed = false;
    this.#failure = null;
    this.#deps.unsaved.forget(this.path);
  }

  async #checkNow(): Promise<void> {
    this.#wantsCheck = false;
    const { last } = this.#agreement;
    const { signal } = this.#closing;
    const read = () => this.#deps.files.read(this.path, this.#agreement.last.version, signal);
    const found = await readSettled(read, { wasThere: last.version !== null });
    // The learner decided about a conflict while we looked: look again.
    if (last !== this.#agreement.last || signal.aborted) {
      this.#wantsCheck = true;
      return;
    }
    const change = this.#agreement.judge(this.#typed ? this.buffer.text() : null, found);
    if (change.do === 'show') this.#show(change.theirs);
    else if (this.#typed && change.do === 'ask') this.#keepUnsaved();
    else if (this.#typed) this.#wantsSave = true;
  }

  #show(theirs: Theirs): void {
    if (theirs.kind !== 'text') {
      this.#saved();
      this.#deps.onUnshowable(theirs);
      return;
    }
    this.#agreement.takeTheirs(theirs);
    this.#showing = true;
    this.buffer.replace(theirs.text);
    this.#showing = false;
    this.#saved();
  }
}
