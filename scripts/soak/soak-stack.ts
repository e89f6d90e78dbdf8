/** A runner as `npm start` runs it, with labs that are bare, for as many learners as one likes. */
import { randomBytes } from 'node:crypto';
import { createDockerDriver } from '../../lab-runner/drivers/docker/docker-driver.ts';
import type { SandboxKind } from '../../lab-runner/drivers/driver.ts';
import type { Engine } from '../../lab-runner/engine/engine.ts';
import { RunnerProcess } from '../../lab-runner/testing/runner-process.ts';
import { bareCourse, bareLesson } from '../bench/bare-course.ts';
import { SoakLearner } from './soak-learner.ts';
import type { SoakOptions } from './soak-mode.ts';

export interface SoakStack extends AsyncDisposable {
  readonly learners: readonly SoakLearner[];
  /** Containers of this run that are on the engine, asleep ones and those of checks included. */
  containers(): Promise<number>;
  /** Of them, those that are asleep. */
  frozen(): Promise<number>;
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export async function startSoakStack(
  { kind, labs, pool }: Pick<SoakOptions, 'kind' | 'labs' | 'pool'>,
  engine: Engine,
  extra: NodeJS.ProcessEnv = {},
): Promise<SoakStack> {
  const secret = randomBytes(32).toString('hex');
  const env = {
    CONTENT_DIR: bareCourse,
    DRYDOCK_TICKET_SECRET: secret,
    LAB_MAX: String(Math.max(1, labs)),
    ...poolsOf(kind, pool),
    ...extra,
  };
  const lesson = bareLesson(kind);
  const runner = await RunnerProcess.prepare(env, lesson);
  const driver = await createDockerDriver(engine, { instance: runner.instance, log: quiet });
  await runner.start();
  const learner = (_: unknown, index: number) =>
    new SoakLearner(runner.url, lesson, `learner-${index}`, secret);
  const label = [`drydock.instance=${runner.instance}`];
  const count = async (which: Parameters<typeof engine.docker.listContainers>[0]) =>
    (await engine.docker.listContainers(which)).length;
  return {
    learners: Array.from({ length: labs }, learner),
    containers: () => count({ all: true, filters: { label } }),
    frozen: () => count({ filters: { label, status: ['paused'] } }),
    async [Symbol.asyncDispose]() {
      await runner[Symbol.asyncDispose]();
      for (const { id } of await driver.list()) await driver.destroy(id);
      await driver.sweep();
      await driver.close();
    },
  };
}

/** No warm sandboxes of kinds that are not tried. */
export function poolsOf(kind: SandboxKind, size: number): NodeJS.ProcessEnv {
  const sizeOf = (other: SandboxKind) => String(other === kind ? size : 0);
  return {
    LAB_POOL_DOCKER: sizeOf('docker'),
    LAB_POOL_CLUSTER: sizeOf('cluster'),
    LAB_POOL_CLUSTER_3: sizeOf('cluster-3'),
  };
}
