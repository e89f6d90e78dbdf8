/** One lab of one learner, as this runner knows it: a cache of what stands beside its sandbox, and who is looking at it. */
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';
import type { LabChecks } from '../checks/lab-checks.ts';
import type { Sandbox } from '../drivers/driver.ts';
import type { LabRecord } from './lab-record.ts';
import type { LessonWithLab } from './lesson-source.ts';
import { Mutex } from './mutex.ts';
import type { Stages } from './stages.ts';

export type LabState = LabView['state'];
export type LabListener = (event: LabEvent) => void;

/** What there is while a sandbox is the learner's. */
export interface Tenancy {
  readonly sandbox: Sandbox;
  record: LabRecord;
  readonly checks: LabChecks;
  /** Aborts when the sandbox is no longer this lab's. */
  readonly gone: AbortController;
  /** Ids of its terminals, as last listed. */
  terminals: readonly string[];
  /** While files and engine are watched. */
  attention: AbortController | undefined;
  /** What the cluster's health says is wrong, as last asked. */
  trouble: string | null;
  /** Found when this runner started: what its learner has done so far has not been checked. */
  readonly recovered: boolean;
  /** When it stopped by itself. */
  readonly crashes: Date[];
}

export class Lab {
  readonly learner: string;
  readonly slug: string;
  /** Starting, resetting, ending, freezing, thawing, extending: one at a time. */
  readonly mutex = new Mutex();
  state: LabState = 'none';
  lesson: LessonWithLab | undefined;
  tenancy: Tenancy | undefined;
  stages: Stages | undefined;
  problem: Problem | null = null;
  /** Aborts what is being prepared, when the learner ends the lab meanwhile. */
  preparing: AbortController | undefined;
  /** Resolves once a start cannot be forgotten any more. */
  promised: Promise<void> = Promise.resolve();
  /** Sockets that are open. */
  holds = 0;
  lastActivity: Date;
  warned = false;
  /** True while the keeper is at it. */
  kept = false;
  readonly #listeners = new Set<LabListener>();
  readonly #view: (lab: Lab) => LabView;
  #told = true;

  constructor(
    learner: string,
    slug: string,
    options: { readonly now: Date; readonly view: (lab: Lab) => LabView },
  ) {
    this.learner = learner;
    this.slug = slug;
    this.lastActivity = options.now;
    this.#view = options.view;
  }

  get view(): LabView {
    return this.#view(this);
  }

  /** True when it takes up a sandbox, or is about to. */
  get counts(): boolean {
    return this.tenancy !== undefined || (this.state !== 'none' && this.state !== 'failed');
  }

  /** True when nobody would miss it in memory. */
  get forgettable(): boolean {
    return !this.counts && this.holds === 0 && this.#listeners.size === 0;
  }

  listen(listener: LabListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: LabEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Sends the whole lab to everyone who looks, once for all changes of the moment. */
  changed(): void {
    if (!this.#told) return;
    this.#told = false;
    queueMicrotask(() => {
      this.#told = true;
      if (this.#listeners.size > 0) this.tell({ type: 'lab', lab: this.view });
    });
  }

  become(state: LabState): void {
    this.state = state;
    this.changed();
  }
}
