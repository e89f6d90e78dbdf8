/** All labs: what routes and main.ts talk to. */
import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import { asLabError, LabError } from '../errors.ts';
import { attend } from './attention.ts';
import { announceEnd, endLab } from './end-lab.ts';
import { thawLab } from './freeze-lab.ts';
import { Keeper } from './keeper.ts';
import { Lab, type LabListener, type Tenancy } from './lab.ts';
import { labKey } from './lab-record.ts';
import { extensionMinutes, labView } from './lab-view.ts';
import type { LabWorld } from './lab-world.ts';
import { refuseOverQuota } from './quota.ts';
import { announceReset, resetLab } from './reset-lab.ts';
import { reviveLab } from './revive-lab.ts';
import { type RunningLab, runningLab } from './running-lab.ts';
import { announceStart, startLab } from './start-lab.ts';

type Who = Pick<Ticket, 'learner' | 'lesson'>;

const MINUTE_MS = 60_000;

export class Labs {
  readonly #world: LabWorld;
  readonly #labs = new Map<string, Lab>();
  readonly #keeper: Keeper;

  constructor(world: LabWorld) {
    this.#world = world;
    this.#keeper = new Keeper(world, this.#labs, (record) => this.#lab(record));
  }

  /** Finds what there is, then keeps it. Resolves when labs can be asked for, or the engine does not answer. */
  open(): Promise<void> {
    return this.#keeper.open();
  }

  /** Labs go on; the next runner finds them. */
  close(): Promise<void> {
    return this.#keeper.close();
  }

  /** False until the backend has been asked for the labs that there are. */
  get ready(): boolean {
    return this.#keeper.ready;
  }

  /** One round of everything that time brings: expiry, warnings, freezing, pool. The keeper calls it every second. */
  tick(): Promise<void> {
    return this.#keeper.tick();
  }

  async view(who: Who): Promise<LabView> {
    return (await this.#read(who)).view;
  }

  /** At once, as `starting`; asked for again, it is the same lab. */
  async start(who: Who): Promise<LabView> {
    const lab = await this.#read(who);
    const { lesson } = lab;
    if (!lesson) throw new LabError('lesson_missing');
    switch (lab.state) {
      case 'ending':
        throw new LabError('lab_busy');
      case 'frozen':
        this.#inBackground(lab, () => thawLab(this.#world, lab));
        return lab.view;
      case 'none':
        break;
      case 'failed':
        if (lab.tenancy) return this.#revive(lab);
        break;
      default:
        await lab.promised;
        return lab.view;
    }
    this.#world.preparation.refuse(lesson.lab);
    refuseOverQuota(lab, this.#labs.values(), this.#world.limits);
    announceStart(this.#world, lab, lesson);
    // Once we have answered, the lab comes, whatever happens to us.
    lab.promised = this.#world.intents.remember(who).catch((error: unknown) => {
      this.#world.log.warn({ err: error }, 'a start could not be written down; it goes on');
    });
    this.#inBackground(lab, () => startLab(this.#world, lab, lesson));
    await lab.promised;
    return lab.view;
  }

  async reset(who: Who): Promise<LabView> {
    const lab = await this.#read(who);
    const { lesson } = lab;
    if (lab.state === 'resetting') return lab.view;
    if (lab.state === 'starting' || lab.state === 'ending') throw new LabError('lab_busy');
    if (!lesson || !lab.tenancy) throw new LabError('lab_missing');
    this.#world.preparation.refuse(lesson.lab);
    announceReset(this.#world, lab, lesson);
    this.#inBackground(lab, () => resetLab(this.#world, lab, lesson));
    return lab.view;
  }

  async end(who: Who): Promise<LabView> {
    const lab = await this.#read(who);
    if (lab.state === 'none' || lab.state === 'ending') return lab.view;
    announceEnd(lab);
    this.#inBackground(lab, () => endLab(this.#world, lab));
    return lab.view;
  }

  async extend(who: Who): Promise<LabView> {
    const lab = await this.#read(who);
    return lab.mutex.run(async () => {
      const tenancy = this.#tenancyOf(lab);
      const minutes = extensionMinutes(tenancy.record, this.#world.limits);
      if (minutes === 0) throw new LabError('extension_limit');
      const expiresAt = new Date(Date.parse(tenancy.record.expiresAt) + minutes * MINUTE_MS).toISOString();
      await tenancy.sandbox.annotate({ expiresAt });
      tenancy.record = { ...tenancy.record, expiresAt };
      lab.warned = false;
      lab.changed();
      return lab.view;
    });
  }

  /** Asks for checks of one task or all; verdicts arrive as events. */
  async check(who: Who, taskId?: string): Promise<LabView> {
    const lab = await this.#read(who);
    const tasks = (lab.lesson?.lab.tasks ?? []).map(({ id }) => id);
    if (taskId !== undefined && !tasks.includes(taskId)) throw new LabError('task_missing');
    await this.resolve(who);
    const { checks } = this.#tenancyOf(lab);
    checks
      .request(taskId === undefined ? tasks : [taskId])
      .catch((error: unknown) => this.#tellFailure(lab, error));
    return lab.view;
  }

  /** See `LabResolver` in routes/route-deps.ts. */
  async resolve(who: Who): Promise<RunningLab> {
    this.#refuseUnready();
    const lab = this.#labs.get(labKey(who));
    if (lab?.state === 'frozen') await lab.mutex.run(() => thawLab(this.#world, lab));
    if (!lab) throw new LabError('lab_missing');
    // Also so that it does not freeze between this and what the caller does.
    lab.lastActivity = this.#world.clock.now();
    return runningLab(this.#world, lab, this.#tenancyOf(lab));
  }

  /** Tells everything about the lab from here on, and keeps it awake when `hold` says so. Works before it is started. */
  async subscribe(
    who: Who,
    { listener, hold }: { readonly listener: LabListener; readonly hold: boolean },
  ): Promise<{ readonly view: LabView; close(): void }> {
    const lab = await this.#read(who);
    const stop = lab.listen(listener);
    if (hold) this.#hold(lab, 1);
    return {
      view: lab.view,
      close: () => {
        stop();
        if (hold) this.#hold(lab, -1);
      },
    };
  }

  #hold(lab: Lab, by: 1 | -1): void {
    lab.holds += by;
    lab.lastActivity = this.#world.clock.now();
    if (lab.holds > 0 && lab.state === 'frozen') this.#inBackground(lab, () => thawLab(this.#world, lab));
    attend(this.#world, lab);
  }

  #revive(lab: Lab): LabView {
    if (lab.tenancy) lab.tenancy.crashes.length = 0;
    this.#inBackground(lab, () => reviveLab(this.#world, lab, 'exited'));
    return lab.view;
  }

  #tenancyOf(lab: Lab): Tenancy {
    if (lab.state === 'starting' || lab.state === 'resetting' || lab.state === 'ending') {
      throw new LabError('lab_busy');
    }
    if (!lab.tenancy || lab.state === 'none') throw new LabError('lab_missing');
    if (lab.state === 'failed') throw new LabError('sandbox_unresponsive');
    return lab.tenancy;
  }

  /** The lab with its lesson as it is in the content folder now. */
  async #read(who: Who): Promise<Lab> {
    this.#refuseUnready();
    const known = this.#labs.get(labKey(who))?.lesson;
    const lesson = await this.#world.lessons.get(who.lesson).catch((error: unknown) => {
      // Somebody edits the lesson while learners are at it.
      if (known && error instanceof LabError && error.code === 'lesson_broken') return known;
      throw error;
    });
    const lab = this.#lab(who);
    lab.lesson = lesson;
    return lab;
  }

  #lab(who: Who): Lab {
    const key = labKey(who);
    const known = this.#labs.get(key);
    if (known) return known;
    const now = this.#world.clock.now();
    const lab = new Lab(who.learner, who.lesson, { now, view: (it) => labView(it, this.#world) });
    this.#labs.set(key, lab);
    return lab;
  }

  #refuseUnready(): void {
    if (!this.ready)
      throw new LabError('engine_down', { detail: 'the labs of this engine have not been listed yet' });
  }

  #inBackground(lab: Lab, work: () => Promise<void>): void {
    lab.mutex.run(work).catch((error: unknown) => this.#tellFailure(lab, error));
  }

  #tellFailure(lab: Lab, caught: unknown): void {
    const error = asLabError(caught);
    const fields = { err: error, detail: error.detail, learner: lab.learner, lesson: lab.slug };
    this.#world.log.error(fields, 'something in a lab failed');
    lab.tell({ type: 'problem', problem: error.problem });
  }
}
