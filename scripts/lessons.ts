/** npm run lessons [slug…] [-- --task id]: proves lessons in real sandboxes. */
import { parseArgs } from 'node:util';
import { systemClock } from '../lab-runner/clock.ts';
import { readConfig } from '../lab-runner/config.ts';
import { createDockerDriver } from '../lab-runner/drivers/docker/docker-driver.ts';
import type { Driver } from '../lab-runner/drivers/driver.ts';
import { withSetupLock } from '../lab-runner/engine/setup-lock.ts';
import type { Log } from '../lab-runner/log.ts';
import type { Finding } from '../lab-runner/proving/findings.ts';
import { findShellLint } from '../lab-runner/proving/lint-shell.ts';
import { proveLessons } from '../lab-runner/proving/prove-lessons.ts';
import { sweepProvingLabs } from '../lab-runner/proving/proving-lab.ts';
import { type LoadedCourse, loadCourse } from '../lib/lesson/load-course.ts';
import { loadLesson } from '../lib/lesson/load-lesson.ts';
import { ensureDebianPackages } from './debian-packages.ts';
import { prepareEngine } from './prepare-engine.ts';
import { prepareKubernetesLabs } from './prepare-kubernetes-labs.ts';
import { readSettings, ticketSecret } from './settings.ts';
import { step } from './steps.ts';

/** More would only take turns: a sandbox that builds images keeps a core busy. */
const SANDBOXES_AT_ONCE = 2;
const SHELLCHECK = {
  name: 'shellcheck',
  provides: '/usr/bin/shellcheck',
  reason: 'linting the shell of lessons',
};

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { task: { type: 'string' } },
  });
  const settings = readSettings();
  const config = readConfig({ ...process.env, DRYDOCK_TICKET_SECRET: ticketSecret(settings) });
  const course = await loadCourse(config.contentFolder);
  const engine = await prepareEngine();
  if (await needsClusters(config.contentFolder, course, positionals)) await prepareKubernetesLabs(engine);
  await step('shellcheck', (log) => ensureDebianPackages([SHELLCHECK], log)).catch(sayWithoutLint);
  const instance = `${config.instance.slice(0, 23)}-lessons`;
  const driver = await createDockerDriver(engine, { instance, log: quietLog });
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const prove = async () => {
    await sweepProvingLabs(driver);
    const world = { driver, clock: systemClock, limits: config.limits.sandbox, signal: stopping.signal };
    return proveLessons(world, {
      contentFolder: config.contentFolder,
      course,
      slugs: positionals,
      task: values.task,
      atOnce: SANDBOXES_AT_ONCE,
      lintShell: findShellLint(),
      told: report,
    });
  };
  try {
    return summarize(await withSetupLock(instance, (line) => process.stdout.write(`${line}\n`), prove));
  } finally {
    await closeAll(driver);
  }
}

/** A lesson that cannot be read is a finding of its proof, and needs nothing here. */
async function needsClusters(
  contentFolder: string,
  { lessons }: LoadedCourse,
  slugs: readonly string[],
): Promise<boolean> {
  const chosen = lessons.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  const kinds = await Promise.all(
    chosen.map(({ module, slug }) =>
      loadLesson(contentFolder, module, slug).then(
        ({ lab }) => lab?.sandbox,
        () => undefined,
      ),
    ),
  );
  return kinds.some((kind) => kind !== undefined && kind !== 'docker');
}

async function closeAll(driver: Driver): Promise<void> {
  await sweepProvingLabs(driver);
  await driver.close();
}

function report(slug: string, { title, problem, tookMs }: Finding): void {
  const took = tookMs < 950 ? `${Math.round(tookMs)} ms` : `${(tookMs / 1000).toFixed(1)} s`;
  process.stdout.write(`${problem === null ? '✓' : '✗'} ${slug}: ${title} (${took})\n`);
  if (problem !== null) process.stdout.write(`${problem.replace(/^/gm, '    ')}\n`);
}

function summarize(findings: readonly Finding[]): number {
  const failed = findings.filter(({ problem }) => problem !== null).length;
  const passed = findings.length - failed;
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function sayWithoutLint(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  process.stdout.write(`The shell of the lessons is not linted: ${why}\n`);
}

/** What goes wrong is in the findings. */
const quietLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`\ndrydock: ${error instanceof Error ? error.message : String(error)}\n`);
    process.stdout.write('\n0 passed, 1 failed\n');
    process.exit(1);
  },
);
