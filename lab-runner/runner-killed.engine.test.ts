/** The runner is killed with SIGKILL, again and again, while terminals print and labs start. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDockerDriver } from './drivers/docker/docker-driver.ts';
import { labEngine, silentLog } from './drivers/docker/engine-rig.ts';
import type { Driver } from './drivers/driver.ts';
import type { TerminalClient } from './routes/terminal-client.ts';
import { RunnerProcess } from './testing/runner-process.ts';

const KILLS = 20;
/** Moments of a start, which takes about a second, spread over the kills. */
const STEP_MS = 70;

const COURSE = join(import.meta.dirname, '../e2e/course');
const SMALL = {
  LAB_MEMORY_MIB: '512',
  LAB_DISK_MIB: '1024',
  LAB_PIDS: '512',
  LAB_MAX: '40',
  LAB_POOL_DOCKER: '1',
  LAB_POOL_CLUSTER: '0',
};

async function shellOf(terminal: TerminalClient): Promise<string> {
  // Computed by the shell, so that the echo of what was typed is not mistaken for the answer.
  terminal.type('echo "pid-is-$((BASHPID + 0))."\r');
  await terminal.until(({ text }) => /pid-is-\d+\./.test(text));
  return /pid-is-(\d+)\./.exec(terminal.text)?.[1] ?? '';
}

test(`killed ${KILLS} times, no lab is lost, none leaks, and the same shells print on`, {
  timeout: 1_200_000,
}, async () => {
  const env = { CONTENT_DIR: COURSE, LAB_FREEZE_SECONDS: '3600', ...SMALL };
  await using runner = await RunnerProcess.prepare(env, 'first-berth');
  const driver = await createDockerDriver(await labEngine(), { instance: runner.instance, log: silentLog });
  await using ending = new AsyncDisposableStack();
  ending.defer(async () => {
    await runner.kill();
    for (const { id } of await driver.list()) await driver.destroy(id);
    expect(await driver.list()).toEqual([]);
    expect(await driver.sweep()).toEqual([]);
    await driver.close();
  });

  await runner.start();
  await runner.ask('ada', 'POST', '/lab/start');
  await runner.until('ada', ({ state }) => state === 'ready');
  const first = await runner.terminal('ada', 'one');
  const shell = await shellOf(first);
  first.type('seq 1 100000000 | while read -r n; do echo "line-$n"; sleep 0.02; done\r');
  await first.sees('line-5');
  let seen = lastLine(first.text);

  for (let kill = 0; kill < KILLS; kill += 1) {
    await runner.ask(`learner-${kill}`, 'POST', '/lab/start');
    await new Promise((moment) => setTimeout(moment, kill * STEP_MS));
    await runner.kill();
    await runner.start();
    using terminal = await runner.terminal('ada', 'one');
    await terminal.until(({ text }) => lastLine(text) > seen);
    seen = lastLine(terminal.text);
  }

  for (let kill = 0; kill < KILLS; kill += 1) {
    await runner.until(`learner-${kill}`, ({ state }) => state === 'ready' || state === 'frozen');
  }
  using last = await runner.terminal('ada', 'one');
  last.type('\u0003');
  await last.sees('^C');
  last.text = '';
  expect(await shellOf(last)).toBe(shell);
  expect(await labsOf(driver)).toEqual(
    ['ada', ...Array.from({ length: KILLS }, (_, n) => `learner-${n}`)].sort(),
  );
});

function lastLine(text: string): number {
  return Number([...text.matchAll(/line-(\d+)\r/g)].at(-1)?.[1] ?? 0);
}

/** Learners of all sandboxes, once for each sandbox; the warm ones are nobody's. */
async function labsOf(driver: Driver): Promise<string[]> {
  const found = await driver.list();
  const known = found.filter(({ annotations }) => annotations.role !== 'pool');
  return known.map(({ annotations }) => annotations.learner ?? 'half made').sort();
}
