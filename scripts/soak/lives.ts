/** Labs through create, work, freeze, thaw, reset and destroy in random order, while the runner is killed again and again. */
import { createDockerDriver } from '../../lab-runner/drivers/docker/docker-driver.ts';
import type { Driver } from '../../lab-runner/drivers/driver.ts';
import type { Engine } from '../../lab-runner/engine/engine.ts';
import type { Log } from '../../lab-runner/log.ts';
import { RunnerProcess } from '../../lab-runner/testing/runner-process.ts';
import { bareCourse, bareLesson } from '../bench/bare-course.ts';
import { countHost, type HostCounts } from './host-counts.ts';
import { liveLife } from './life.ts';
import { MortalRunner } from './mortal-runner.ts';
import { seeded } from './seeded.ts';
import type { SoakMode, SoakOptions, SoakRow } from './soak-mode.ts';
import { poolsOf } from './soak-stack.ts';

/** The least there is: a lab is looked at, left alone, and asleep. */
const FREEZE_SECONDS = '5';
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

export const lives: SoakMode = async (options, engine) => {
  const env = {
    CONTENT_DIR: bareCourse,
    LAB_FREEZE_SECONDS: FREEZE_SECONDS,
    LAB_MAX: String(Math.max(1, options.labs)),
    ...poolsOf(options.kind, options.pool),
  };
  await using runner = await RunnerProcess.prepare(env, bareLesson(options.kind));
  const driver = await createDockerDriver(engine, { instance: runner.instance, log: quiet });
  await using closing = new AsyncDisposableStack();
  closing.defer(async () => {
    await runner.kill();
    for (const { id } of await driver.list()) await driver.destroy(id);
    await driver.sweep();
    await driver.close();
  });
  const before = await countHost(engine);
  await runner.start();
  const lived = await liveAll(options, runner);
  await runner.kill();
  return [...lived, ...(await leftovers(driver, engine, before))];
};

async function liveAll(options: SoakOptions, runner: RunnerProcess): Promise<readonly SoakRow[]> {
  const { kind, labs, alive, seed, minutes } = options;
  const mortal = new MortalRunner(runner);
  const over = new AbortController();
  const dying = mortal.dieNowAndThen(seeded(seed), over.signal);
  const end = performance.now() + minutes * 60_000;
  const waiting = Array.from({ length: labs }, (_, index) => index + 1);
  const problems: string[] = [];
  let ended = 0;
  const work = async () => {
    for (
      let index = waiting.shift();
      index !== undefined && performance.now() < end;
      index = waiting.shift()
    ) {
      const life = { learner: `learner-${index}`, kind, chance: seeded(seed * 1000 + index), mortal };
      await liveLife(life).then(
        () => {
          ended += 1;
          process.stdout.write(`    ${ended} of ${labs} lived to their end, ${mortal.kills} kills\n`);
        },
        (error: Error) => problems.push(`${life.learner}: ${error.message}`),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, alive) }, work));
  over.abort();
  await dying;
  for (const problem of problems) process.stdout.write(`    ${problem}\n`);
  return [
    [
      `${kind} labs, ${alive} alive at once, seed ${seed}: lived to their end`,
      `${ended} of ${labs}`,
      ended < labs,
    ],
    ['lost or not as they were left', String(problems.length), problems.length > 0],
    ['runners killed with SIGKILL meanwhile', String(mortal.kills)],
  ];
}

async function leftovers(driver: Driver, engine: Engine, before: HostCounts): Promise<readonly SoakRow[]> {
  const left = (await driver.list()).filter(({ annotations }) => annotations.role !== 'pool');
  for (const { id } of await driver.list()) await driver.destroy(id);
  const swept = await driver.sweep();
  const after = await countHost(engine);
  const rows = (Object.keys(before) as (keyof HostCounts)[]).map((name): SoakRow => {
    // File systems grow and shrink by a block, and a build beside this has processes.
    const slack = name === 'diskMiB' ? 1 : 0;
    return [
      `${name} before and after`,
      `${before[name]} and ${after[name]}`,
      after[name] > before[name] + slack,
    ];
  });
  return [
    ['sandboxes leaked', String(left.length), left.length > 0],
    ['pieces swept up', String(swept.length), swept.length > 0],
    ...rows,
  ];
}
