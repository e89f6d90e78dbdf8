import type { Stage } from '../../lib/lab-api/lab.ts';
import type { Clock } from '../clock.ts';
import type { CreateStage, SandboxKind } from '../drivers/driver.ts';

type StageId = Stage['id'];

const OF_CREATE: Readonly<Record<CreateStage, StageId>> = {
  network: 'sandbox',
  disk: 'sandbox',
  container: 'sandbox',
  engine: 'engine',
  cluster: 'cluster',
};

/** The stages of one start, as the learner watches them. One is running at a time. */
export class Stages {
  readonly #clock: Clock;
  readonly #changed: () => void;
  #all: readonly Stage[];
  #since: Date;

  constructor(kind: SandboxKind, clock: Clock, changed: () => void) {
    const ids: StageId[] = [
      'sandbox',
      'engine',
      ...(kind === 'docker' ? [] : (['cluster'] as const)),
      'files',
      'setup',
    ];
    this.#all = ids.map((id) => ({ id, state: 'waiting', tookMs: null }));
    this.#clock = clock;
    this.#changed = changed;
    this.#since = clock.now();
  }

  get view(): readonly Stage[] {
    return this.#all;
  }

  /** This one runs from here on; what ran before is done. */
  enter(id: StageId): void {
    if (this.#running === id) return;
    this.#close('done');
    this.#since = this.#clock.now();
    this.#all = this.#all.map((stage) => (stage.id === id ? { ...stage, state: 'running' } : stage));
    this.#changed();
  }

  enterCreate(stage: CreateStage): void {
    this.enter(OF_CREATE[stage]);
  }

  /** All are done. */
  finish(): void {
    this.#close('done');
    this.#all = this.#all.map((stage) =>
      stage.state === 'waiting' ? { ...stage, state: 'done', tookMs: 0 } : stage,
    );
  }

  fail(): void {
    this.#close('failed');
  }

  get #running(): StageId | undefined {
    return this.#all.find((stage) => stage.state === 'running')?.id;
  }

  #close(state: 'done' | 'failed'): void {
    const tookMs = this.#clock.now().getTime() - this.#since.getTime();
    this.#all = this.#all.map((stage) => (stage.state === 'running' ? { ...stage, state, tookMs } : stage));
  }
}
