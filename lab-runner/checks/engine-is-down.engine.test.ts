/** A check while the learner has stopped the nested engine. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { labEngine, openEngineRig, rigSpec, silentLog } from '../drivers/docker/engine-rig.ts';
import { runCheck } from './run-check.ts';

const task = { id: 'seen', title: 'The engine can be asked', timeoutSeconds: 20, needs: [] };

it('is not yet, and says how the engine comes back, instead of calling itself broken', {
  timeout: 120_000,
}, async () => {
  await using cleanup = new AsyncDisposableStack();
  const rig = cleanup.use(openEngineRig(await labEngine()));
  const driver = await rig.open();
  cleanup.defer(() => driver.close());
  const path = await mkdtemp(join(tmpdir(), 'drydock-check-'));
  cleanup.defer(() => rm(path, { recursive: true }));
  await mkdir(join(path, 'checks'));
  await writeFile(join(path, 'checks/seen.sh'), 'docker ps >/dev/null || exit 2\n');
  const sandbox = await driver.create(rigSpec);
  const { signal } = new AbortController();
  const folder = '/home/learner/lab';
  await sandbox.files.makeFolder('/home/learner', 'lab');
  const lesson = { path, slug: 'seen' };
  const check = () => runCheck(task, { sandbox, folder, lesson, log: silentLog, signal });
  const service = (verb: string) =>
    sandbox.exec(['sudo', 'service', 'docker', verb], { place: 'sandbox', timeoutMs: 30_000 });
  expect(await check()).toEqual({ verdict: 'pass' });
  await service('stop');
  expect(await check()).toMatchObject({
    verdict: 'not_yet',
    reason: expect.stringContaining('sudo service docker start'),
  });
  await service('start');
  expect(await check()).toEqual({ verdict: 'pass' });
});
