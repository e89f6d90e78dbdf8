/** For tests: labs on the memory driver, with a clock that the test moves and a runner that it can kill. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Preparation } from '../../lib/lab-api/preparation.ts';
import { type FixtureFolder, fixtureFolder } from '../../lib/lesson/fixture-folder.ts';
import type { Driver } from '../drivers/driver.ts';
import { MemoryBackend, type MemoryOptions } from '../drivers/memory/memory-backend.ts';
import { createMemoryDriver } from '../drivers/memory/memory-driver.ts';
import { createLabs } from '../labs/create-labs.ts';
import type { LabLimits } from '../labs/lab-limits.ts';
import type { Labs } from '../labs/labs.ts';
import { lessonSource } from '../labs/lesson-source.ts';
import { startIntents } from '../labs/start-intents.ts';
import { hostBash } from './host-bash.ts';
import { eventually, ManualClock } from './manual-clock.ts';
import { partOf, type Sever, severable } from './severable-driver.ts';

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface LabRigOptions {
  readonly limits?: Partial<LabLimits>;
  /** Over the files of the usual course. */
  readonly files?: Readonly<Record<string, string>>;
  readonly memory?: MemoryOptions;
}

export type Who = { readonly learner: string; readonly lesson: string };

const SANDBOX = { memoryMiB: 256, cpus: 1, pids: 100, diskMiB: 100 };

const LIMITS: LabLimits = {
  labsPerLearner: 2,
  labs: 10,
  terminalsPerLab: 4,
  startsAtOnce: 4,
  extensionMinutes: 30,
  maxMinutes: 90,
  freezeSeconds: 120,
  sandbox: { docker: SANDBOX, cluster: SANDBOX, 'cluster-3': SANDBOX },
  poolDocker: 0,
  poolCluster: 0,
  poolCluster3: 0,
  poolKeepFreeMiB: 0,
};

const lesson = (slug: string): Record<string, string> => ({
  [`m/${slug}/lesson.mdx`]: `---\ntitle: T\nname: N\nsummary: S\nminutes: 5\n---\n<Task id="one" />\n<Task id="two" />\n`,
  [`m/${slug}/lab.yaml`]:
    'sandbox: docker\nminutes: 60\ntasks:\n  - { id: one, title: There is a file one }\n  - { id: two, title: There is a file two, needs: [one] }\n',
  [`m/${slug}/files/hello.txt`]: 'hello\n',
  [`m/${slug}/setup.sh`]: 'echo was-here > setup.txt\n',
  [`m/${slug}/checks/one.sh`]: '. "$CHECK_LIB"\n[ -f one ] || not_yet "There is no file one." one none\n',
  [`m/${slug}/checks/two.sh`]: '. "$CHECK_LIB"\n[ -f two ] || not_yet "There is no file two."\n',
});

const COURSE: Readonly<Record<string, string>> = {
  'course.yaml':
    'title: T\nsummary: S\nparts:\n  - title: P\n    modules:\n      - { slug: m, title: M, summary: S, lessons: [build, run, third] }\n',
  ...lesson('build'),
  ...lesson('run'),
  ...lesson('third'),
};

export class LabRig implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly logged: LoggedLine[] = [];
  readonly backend: MemoryBackend;
  readonly content: FixtureFolder;
  readonly limits: LabLimits;
  readonly ada: Who = { learner: 'ada', lesson: 'build' };
  driver: Driver;
  labs: Labs;
  /** What the preparation of Kubernetes labs says of itself. */
  preparation: Preparation | undefined;
  sever = alive();
  /** What every runner so far writes down, also one that was killed in the middle of it. */
  readonly #writing: Sever[] = [];

  static async open(options: LabRigOptions = {}): Promise<LabRig> {
    const rig = await LabRig.prepare(options);
    await rig.labs.open();
    return rig;
  }

  /** Like `open`, but the runner has not been started. */
  static async prepare(options: LabRigOptions = {}): Promise<LabRig> {
    return new LabRig(options, await fixtureFolder({ ...COURSE, ...options.files }));
  }

  private constructor(options: LabRigOptions, content: FixtureFolder) {
    this.content = content;
    this.limits = { ...LIMITS, ...options.limits };
    this.backend = new MemoryBackend({ commands: { bash: hostBash }, ...options.memory });
    ({ driver: this.driver, labs: this.labs } = this.#runner());
  }

  /** Kills the runner at this moment, and starts another on the same backend. */
  async restart(): Promise<void> {
    this.sever.diesAfter = 0;
    this.sever = alive();
    ({ driver: this.driver, labs: this.labs } = this.#runner());
    await this.labs.open();
  }

  /** Resolves with the view once it is as wanted. */
  async until(who: Who, wanted: (view: LabView) => boolean): Promise<LabView> {
    return new Promise<LabView>((resolve, reject) => {
      const listener = (event: LabEvent) => {
        if (event.type === 'lab' && wanted(event.lab)) resolve(event.lab);
      };
      this.labs.subscribe(who, { listener, hold: false }).then(({ view }) => {
        if (wanted(view)) resolve(view);
      }, reject);
    });
  }

  async started(who: Who = this.ada): Promise<LabView> {
    await this.labs.start(who);
    return this.until(who, ({ state }) => state === 'ready');
  }

  /** A file of the lab, read behind everybody's back. */
  async file(who: Who, name: string): Promise<string> {
    const { sandbox, folder } = await this.labs.resolve(who);
    return readFile(join(this.backend.folder(sandbox.id), folder, name), 'utf8');
  }

  #runner(): { driver: Driver; labs: Labs } {
    const driver = severable(createMemoryDriver(this.backend), this.sever);
    const writing = partOf(this.sever);
    this.#writing.push(writing);
    const write =
      (level: LoggedLine['level']) =>
      (fields: object, message: string): void => {
        this.logged.push({ level, message, fields: { ...fields } });
      };
    const labs = createLabs({
      driver,
      clock: this.clock,
      log: { info: write('info'), warn: write('warn'), error: write('error') },
      limits: this.limits,
      poolStamps: { docker: 'today', cluster: 'today', 'cluster-3': 'today' },
      readPreparation: async () => this.preparation,
      lessons: lessonSource(this.content.path, this.clock),
      intents: severable(startIntents(join(this.content.path, '.starts'), this.clock), writing),
      signReceipt: async ({ learner, task }) => `receipt of ${learner} for ${task}`,
    });
    return { driver, labs };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.labs.close();
    this.sever.diesAfter = 0;
    await eventually(() => this.sever.underWay === 0);
    await eventually(() => this.#writing.every(({ underWay }) => underWay === 0));
    await this.backend[Symbol.asyncDispose]();
    await this.content[Symbol.asyncDispose]();
  }
}

function alive(): Sever {
  return { calls: 0, diesAfter: Number.POSITIVE_INFINITY, underWay: 0 };
}
