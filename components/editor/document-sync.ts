/** Keeps one open file and its copy in the sandbox alike: saves what is typed, shows what changed, asks when both did. */
import type { Problem } from '../../lib/lab-api/problem.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import type { FileReading } from './lab-files.ts';
import { type Agreed, judgeOutsideChange, type Opening, type Theirs } from './outside-change.ts';
import { SaveTiming } from './save-timing.ts';
import type { SyncDeps, SyncState, TextBuffer } from './sync-contract.ts';
import { encodeText } from './text-content.ts';

/** Many programs replace a file by removing and making it again. */
const REALLY_GONE_AFTER_MS = 250;
/** Reading and writing may never agree, as on a file that changes all the time: then wait as after any failure. */
const REFUSALS_IN_A_ROW = 3;
const unexpected: Problem = {
  code: 'internal',
  message: 'Something went wrong in this page.',
  retryable: true,
};

export class DocumentSync {
  path: string;
  readonly buffer: TextBuffer;
  readonly #deps: SyncDeps;
  readonly #closing = new AbortController();
  #agreed: Agreed;
  #conflict: Theirs | null;
  #failure: Problem | null = null;
  #typed: boolean;
  #showing = false;
  #wantsSave = false;
  #wantsCheck = false;
  /** Write whatever is there: the learner said so, and there was no version to name. */
  #overwrite = false;
  #refusals = 0;
  readonly #timing = new SaveTiming(
    () => void this.flush(),
    () => void this.#again(),
  );
  #running: Promise<void> | null = null;

  constructor(path: string, buffer: TextBuffer, opening: Opening, deps: SyncDeps) {
    this.path = path;
    this.buffer = buffer;
    this.#deps = deps;
    this.#agreed = opening.agreed;
    this.#conflict = opening.conflict;
    this.#typed = opening.mine !== opening.agreed.text;
    buffer.onEdit(() => this.#edited());
    if (this.#typed) this.#timing.atOnce();
  }

  get state(): SyncState {
    if (this.#conflict) return { kind: 'conflict', theirs: this.#conflict };
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
    await this.#run();
  }

  /** The file may have changed in the sandbox. */
  async check(): Promise<void> {
    this.#wantsCheck = true;
    await this.#run();
  }

  /** The way to the lab is open again, or the learner wants another try. */
  async resume(): Promise<void> {
    this.#timing.forgetFailures();
    await this.#again();
  }

  keepMine(): void {
    const theirs = this.#conflict;
    if (!theirs) return;
    this.#conflict = null;
    if (theirs.kind === 'text')
      this.#agreed = { text: theirs.text, bom: theirs.bom, version: theirs.version };
    else if (theirs.kind === 'missing') this.#agreed = { ...this.#agreed, text: null, version: null };
    else this.#overwrite = true;
    this.#typed = true;
    void this.flush();
    this.#deps.onState();
  }

  takeTheirs(): void {
    const theirs = this.#conflict;
    if (!theirs) return;
    this.#conflict = null;
    this.#show(theirs);
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
    this.#deps.unsaved.keep(this.path, { text: this.buffer.text(), version: this.#agreed.version });
  }

  /** One thing at a time, so that no answer is judged by what another has changed meanwhile. */
  #run(): Promise<void> {
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
      this.#deps.onState();
      // Asked for while the last round was ending.
      if (this.#hasWork) void this.#run();
    });
    return this.#running;
  }

  get #hasWork(): boolean {
    if (this.#closing.signal.aborted || !this.#deps.maySend()) return false;
    return this.#wantsCheck || (this.#wantsSave && !this.#conflict);
  }

  async #work(): Promise<void> {
    // Not in the caller's turn: `#running` must be set before anything can end.
    await Promise.resolve();
    while (this.#hasWork) {
      await this.#attempt(() => (this.#wantsCheck ? this.#checkNow() : this.#saveNow()));
    }
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      const problem = error instanceof LabRequestError ? error.problem : unexpected;
      if (problem === unexpected) console.error(error);
      this.#wantsCheck = problem.code === 'file_changed' && this.#refusals++ < REFUSALS_IN_A_ROW;
      if (!this.#wantsCheck) this.#fail(problem);
    }
  }

  #fail(problem: Problem): void {
    // The rest of this round would fail alike.
    this.#wantsSave = false;
    this.#refusals = 0;
    const retryable = problem.retryable || problem.code === 'file_changed';
    if (this.#typed) this.#failure = { ...problem, retryable };
    if (retryable) this.#timing.failed();
  }

  async #saveNow(): Promise<void> {
    this.#wantsSave = false;
    const text = this.buffer.text();
    if (text === this.#agreed.text && this.#agreed.version !== null) return this.#saved();
    const { bom, version } = this.#agreed;
    const expected = this.#overwrite ? undefined : version;
    const bytes = encodeText({ text, bom });
    const options = { signal: this.#closing.signal, keepalive: true };
    const saved = await this.#deps.files.write(this.path, bytes, expected, options);
    this.#agreed = { text, bom, version: saved };
    this.#overwrite = false;
    this.#refusals = 0;
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
    const agreed = this.#agreed;
    const found = await this.#readSettled();
    // The learner decided about a conflict while we looked: look again.
    if (agreed !== this.#agreed || this.#closing.signal.aborted) {
      this.#wantsCheck = true;
      return;
    }
    const change = judgeOutsideChange(agreed, this.#typed ? this.buffer.text() : (agreed.text ?? ''), found);
    switch (change.do) {
      case 'agree':
        this.#agreed = change.agreed;
        this.#conflict = null;
        if (this.#typed) this.#wantsSave = true;
        return;
      case 'show':
        this.#conflict = null;
        return this.#show(change.theirs);
      case 'ask':
        this.#conflict = change.theirs;
        if (this.#typed) this.#keepUnsaved();
    }
  }

  async #readSettled(): Promise<FileReading> {
    const { signal } = this.#closing;
    const found = await this.#deps.files.read(this.path, this.#agreed.version, signal);
    if (found.kind !== 'missing' || this.#agreed.version === null) return found;
    await new Promise((resolve) => setTimeout(resolve, REALLY_GONE_AFTER_MS));
    return this.#deps.files.read(this.path, this.#agreed.version, signal);
  }

  #show(theirs: Theirs): void {
    if (theirs.kind !== 'text') {
      this.#saved();
      this.#deps.onUnshowable(theirs);
      return;
    }
    this.#agreed = { text: theirs.text, bom: theirs.bom, version: theirs.version };
    this.#showing = true;
    this.buffer.replace(theirs.text);
    this.#showing = false;
    this.#saved();
  }
}
