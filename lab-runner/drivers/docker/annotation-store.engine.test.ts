import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

const KILLS = 8;

/** A runner that counts in an annotation as fast as it can, and says each number once it is durable. */
const COUNTING_RUNNER = `
const [engineUrl, configUrl, driverUrl, instance, id] = process.argv.slice(1);
const { connectEngine } = await import(engineUrl);
const { readEngineConfig } = await import(configUrl);
const { createDockerDriver } = await import(driverUrl);
const log = { info() {}, warn() {}, error() {} };
const driver = await createDockerDriver(await connectEngine(readEngineConfig(process.env)), { instance, log });
const sandbox = await driver.find(id);
for (let count = Number((await sandbox.annotations()).count ?? 0) + 1; ; count++) {
  await sandbox.annotate({ count: String(count) });
  console.log(count);
}
`;

it('annotations that a runner wrote are there whenever it is killed', { timeout: 120_000 }, async () => {
  await using rig = openEngineRig(await labEngine());
  const driver = await rig.open();
  const sandbox = await driver.create(rigSpec);
  const urls = ['../../engine/connect-engine.ts', '../../engine/engine-config.ts', './docker-driver.ts'];
  const args = urls.map((url) => new URL(url, import.meta.url).href);
  for (let kill = 0; kill < KILLS; kill++) {
    const runner = spawn(
      process.execPath,
      ['--input-type=module', '--eval', COUNTING_RUNNER, ...args, rig.instance, sandbox.id],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = 0;
    const enough = 5 + Math.floor(Math.random() * 40);
    for await (const line of createInterface(runner.stdout)) {
      said = Number(line);
      if (said % 50 >= enough) runner.kill('SIGKILL');
    }
    if (runner.exitCode === null && runner.signalCode === null) await once(runner, 'exit');
    const { count, ...others } = await sandbox.annotations();
    // What it had begun but not said yet may be there as well.
    expect([said, said + 1]).toContain(Number(count));
    expect(others).toEqual(rigSpec.annotations);
  }
  await driver.destroy(sandbox.id);
  await driver.close();
  expect(await rig.leftovers()).toEqual([]);
});
