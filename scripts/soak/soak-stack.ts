/** Drydock as `npm start` runs it, for as many learners as one likes. */
import { randomBytes } from 'node:crypto';
import type { Engine } from '../../lab-runner/engine/engine.ts';
import { testInstance } from '../../lab-runner/testing/test-instance.ts';
import { loadCourse } from '../../lib/lesson/load-course.ts';
import { loadLesson } from '../../lib/lesson/load-lesson.ts';
import { startBenchStack } from '../bench/bench-stack.ts';
import { readSettings } from '../settings.ts';
import { SoakLearner } from './soak-learner.ts';
import type { SoakOptions } from './soak-mode.ts';

export interface SoakStack extends AsyncDisposable {
  readonly learners: readonly SoakLearner[];
  /** Containers of this run that are on the engine, asleep ones and those of checks included. */
  containers(): Promise<number>;
}

export async function startSoakStack(
  { kind, labs, pool }: SoakOptions,
  engine: Engine,
  extra: NodeJS.ProcessEnv = {},
): Promise<SoakStack> {
  const settings = readSettings();
  const lesson = await lessonOf(settings.contentFolder, kind);
  const secret = randomBytes(32).toString('hex');
  const instance = testInstance();
  const stack = await startBenchStack(settings.root, {
    DRYDOCK_TICKET_SECRET: secret,
    LAB_INSTANCE: instance,
    LAB_MAX: String(Math.max(1, labs)),
    LAB_POOL_DOCKER: String(kind === 'docker' ? pool : 0),
    LAB_POOL_CLUSTER: String(kind === 'cluster' ? pool : 0),
    LAB_POOL_CLUSTER_3: String(kind === 'cluster-3' ? pool : 0),
    ...extra,
  });
  const learner = (_: unknown, index: number) =>
    new SoakLearner(stack.origin, lesson, `learner-${index}`, secret);
  return {
    learners: Array.from({ length: labs }, learner),
    async containers() {
      const filters = { label: [`drydock.instance=${instance}`] };
      return (await engine.docker.listContainers({ all: true, filters })).length;
    },
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

/** The first lesson of the course with a lab of this kind. */
export async function lessonOf(contentFolder: string, kind: SoakOptions['kind']): Promise<string> {
  const course = await loadCourse(contentFolder);
  for (const { modules } of course.parts) {
    for (const { slug, lessons } of modules) {
      for (const lesson of lessons) {
        const { lab } = await loadLesson(contentFolder, slug, lesson);
        if (lab?.sandbox === kind) return lesson;
      }
    }
  }
  throw new Error(`No lesson of the course has a lab of the kind ${kind}`);
}
