/** The checks of one running lab: one run at a time; what is asked for meanwhile becomes one more run. */
import type { TaskState, Verdict } from '../../lib/lab-api/lab.ts';
import type { Task } from '../../lib/lesson/schema.ts';
import type { Clock } from '../clock.ts';
import type { Sandbox } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import { type CheckedLesson, runCheck } from './run-check.ts';

export interface LabChecksOptions {
  readonly sandbox: Sandbox;
  readonly folder: string;
  /** Read for each run, so that an edited lesson counts at once. */
  readonly lesson: () => Promise<CheckedLesson & { readonly lab: { readonly tasks: readonly Task[] } }>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signReceipt: (taskId: string, passedAt: Date) => Promise<string>;
  /** A verdict or a `running` has changed. */
  readonly changed: () => void;
}

export const UNCHECKED: Omit<TaskState, 'id'> = {
  running: false,
  verdict: null,
  checkedAt: null,
  receipt: null,
};

export class LabChecks {
  readonly #options: LabChecksOptions;
  readonly #states = new Map<string, TaskState>();
  readonly #stop = new AbortController();
  #wanted: Set<string> | 'all' | undefined;
  #run: Promise<boolean> | undefined;

  constructor(options: LabChecksOptions) {
    this.#options = options;
  }

  state(taskId: string): TaskState {
    return this.#states.get(taskId) ?? { id: taskId, ...UNCHECKED };
  }

  /** True when nothing was checked yet. */
  get fresh(): boolean {
    return this.#states.size === 0;
  }

  /**
   * Checks the tasks and what they need, or all. Resolves once a run that began after this call is over, with whether any
   * verdict in it is another than before. Rejects when the sandbox cannot be asked.
   */
  async request(taskIds?: readonly string[]): Promise<boolean> {
    if (taskIds === undefined || this.#wanted === 'all') this.#wanted = 'all';
    else this.#wanted = new Set([...(this.#wanted ?? []), ...taskIds]);
    for (const id of taskIds ?? []) this.#set(id, { running: true });
    this.#options.changed();
    this.#run ??= this.#runAll().finally(() => {
      this.#run = undefined;
    });
    return this.#run;
  }

  /** The sandbox is no longer the lab's: what runs is killed, and nothing is told any more. */
  stop(): void {
    this.#stop.abort();
  }

  async #runAll(): Promise<boolean> {
    let anyChanged = false;
    try {
      while (this.#wanted !== undefined && !this.#stop.signal.aborted) {
        const wanted = this.#wanted;
        this.#wanted = undefined;
        if (await this.#runOnce(wanted)) anyChanged = true;
      }
      return anyChanged;
    } catch (error) {
      if (this.#stop.signal.aborted) return anyChanged;
      throw error;
    } finally {
      this.#wanted = undefined;
      for (const [id, state] of this.#states) if (state.running) this.#set(id, { running: false });
      this.#tell();
    }
  }

  async #runOnce(wanted: Set<string> | 'all'): Promise<boolean> {
    const lesson = await this.#options.lesson();
    const { tasks } = lesson.lab;
    const due = wanted === 'all' ? tasks : tasks.filter((task) => withNeeds(tasks, wanted).has(task.id));
    let anyChanged = false;
    for (const task of due) {
      if (this.#stop.signal.aborted) break;
      this.#set(task.id, { running: true });
      this.#tell();
      const verdict = this.#missingNeed(task, tasks) ?? (await this.#check(task, lesson));
      if (await this.#record(task.id, verdict)) anyChanged = true;
    }
    return anyChanged;
  }

  #check(task: Task, lesson: CheckedLesson): Promise<Verdict> {
    const { sandbox, folder, log } = this.#options;
    return runCheck(task, { sandbox, folder, lesson, log, signal: this.#stop.signal });
  }

  #missingNeed(task: Task, tasks: readonly Task[]): Verdict | undefined {
    const id = task.needs.find((need) => this.state(need).verdict?.verdict !== 'pass');
    if (id === undefined) return undefined;
    const title = tasks.find((other) => other.id === id)?.title ?? id;
    return { verdict: 'not_yet', reason: `First this must hold: ${title}.` };
  }

  async #record(id: string, verdict: Verdict): Promise<boolean> {
    const before = this.state(id);
    const now = this.#options.clock.now();
    const passed = verdict.verdict === 'pass';
    const receipt = passed ? (before.receipt ?? (await this.#options.signReceipt(id, now))) : before.receipt;
    if (this.#stop.signal.aborted) return false;
    this.#set(id, { running: false, verdict, checkedAt: now.toISOString(), receipt });
    this.#tell();
    return JSON.stringify(before.verdict) !== JSON.stringify(verdict);
  }

  #set(id: string, patch: Partial<TaskState>): void {
    this.#states.set(id, { ...this.state(id), ...patch });
  }

  #tell(): void {
    if (!this.#stop.signal.aborted) this.#options.changed();
  }
}

function withNeeds(tasks: readonly Task[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(wanted);
  // A need always stands before its task, so one pass from the end finds the needs of needs too.
  for (const task of tasks.toReversed()) if (all.has(task.id)) for (const need of task.needs) all.add(need);
  return all;
}
