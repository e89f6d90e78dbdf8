/** What comes back by itself, or is told plainly. */
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { HOME } from '../contract/backend.ts';
import type { Driver, Sandbox } from '../driver.ts';
import { createDockerDriver } from './docker-driver.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec, silentLog } from './engine-rig.ts';

describe('a sandbox that was hurt', { timeout: 120_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    sandbox = await driver.create(rigSpec);
  }, 240_000);

  afterAll(() => cleanup.disposeAsync(), 240_000);

  it('gets its checker back when that died', async () => {
    await rig.containerOf(sandbox.id, 'checker').kill();
    await rig.containerOf(sandbox.id, 'checker').wait();
    const { stdout } = await sandbox.exec(['ls', '/lab'], { place: 'checker', timeoutMs: 60_000 });
    expect(stdout).toContain('home');
  });

  it('gets its checker back when that was removed', async () => {
    await rig.containerOf(sandbox.id, 'checker').remove({ force: true });
    const { stdout } = await sandbox.exec(['ls', '/lab'], { place: 'checker', timeoutMs: 60_000 });
    expect(stdout).toContain('home');
  });

  it('pauses and resumes also while its checker is gone', async () => {
    await rig.containerOf(sandbox.id, 'checker').remove({ force: true });
    await sandbox.pause();
    await sandbox.resume();
    const { exitCode } = await sandbox.exec(['true'], { place: 'checker', timeoutMs: 60_000 });
    expect(exitCode).toBe(0);
  });

  it('gets its agent back when root killed it', async () => {
    const options = { place: 'sandbox', user: 'root', timeoutMs: 10_000 } as const;
    const killed = sandbox.exec(['pkill', '-9', '-f', 'drydock-agent serve'], options);
    await expect(killed).rejects.toMatchObject({ code: 'sandbox_gone' });
    // A connection may still have been taken by the agent that is dying.
    const back = () =>
      sandbox.exec(['echo', 'back'], options).then(
        ({ stdout }) => stdout,
        (error: unknown) => error,
      );
    await expect.poll(back, { timeout: 100_000, interval: 100 }).toBe('back\n');
  });

  it('gets its nested engine back when root killed it', async () => {
    const options = { place: 'sandbox', user: 'root', timeoutMs: 10_000 } as const;
    await sandbox.exec(['pkill', '-9', 'dockerd'], options);
    const answers = () => sandbox.exec(['docker', 'info'], options).then(({ exitCode }) => exitCode);
    await expect.poll(answers, { timeout: 100_000, interval: 200 }).toBe(0);
  });

  it('starts again after a reboot took its mounts', async () => {
    await sandbox.files.write(HOME, 'kept.txt', Buffer.from('through the reboot'));
    for (const part of ['checker', 'sandbox'] as const) {
      await rig.containerOf(sandbox.id, part).kill();
      await rig.containerOf(sandbox.id, part).wait();
    }
    const folder = `${rig.engine.stateFolder}/sandboxes/${rig.instance}/${sandbox.id}`;
    const taken = await rig.engine.hostRun(['umount', `${folder}/disk`, `${folder}/sandbox-run`]);
    expect(taken).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await sandbox.state()).toBe('stopped');
    await sandbox.annotate({ note: 'while it was down' });
    await sandbox.resume();
    const kept = await sandbox.files.read(HOME, 'kept.txt', 100);
    expect(Buffer.from(kept.bytes).toString()).toBe('through the reboot');
    const seen = await sandbox.exec(['docker', '-H', 'unix:///lab/run/docker.sock', 'info'], {
      place: 'checker',
      timeoutMs: 60_000,
    });
    expect(seen.exitCode).toBe(0);
    expect((await sandbox.annotations()).note).toBe('while it was down');
  });

  it('has no process left of a command that was killed, also not one that left its group', async () => {
    const script = 'setsid sleep 4242 & (trap "" TERM HUP; sleep 4242) & sleep 4242';
    const result = await sandbox.exec(['bash', '-c', script], { place: 'sandbox', timeoutMs: 500 });
    expect(result.timedOut).toBe(true);
    const left = await sandbox.exec(['pgrep', '-fc', 'sleep 424[2]'], {
      place: 'sandbox',
      timeoutMs: 60_000,
    });
    expect(left.stdout).toBe('0\n');
  });

  it('leaves nothing behind', async () => {
    await driver.destroy(sandbox.id);
    await driver.sweep();
    expect(await rig.leftovers()).toEqual([]);
  });
});

describe('an engine that cannot', { timeout: 120_000 }, () => {
  const driverOn = (engine: Engine) =>
    createDockerDriver(engine, { instance: 'test-cannot', log: silentLog });

  it('is told to be down at once when nobody listens', async () => {
    const engine = { ...(await labEngine()), docker: new Docker({ socketPath: '/run/no-such-engine.sock' }) };
    const started = performance.now();
    await expect(driverOn(engine)).rejects.toMatchObject({ code: 'engine_down' });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('says when the sandbox image is not there, and leaves nothing', async () => {
    const engine = { ...(await labEngine()), sandboxImage: 'drydock/no-such-image:none' };
    const driver = await driverOn(engine);
    await expect(driver.create(rigSpec)).rejects.toMatchObject({ code: 'image_missing' });
    expect(await driver.list()).toEqual([]);
    expect(await driver.sweep()).toEqual([]);
    await driver.close();
  });

  it('refuses sandboxes where the disk limit cannot be enforced', async () => {
    const real = await labEngine();
    // A host without mkfs.ext4: the probe finds no programs at all.
    const hostRun: Engine['hostRun'] = ([, , script = '', ...rest], options) =>
      real.hostRun(['sh', '-c', script.replaceAll('mkfs.ext4', 'mkfs.missing'), ...rest], options);
    const driver = await driverOn({ ...real, hostRun });
    expect(driver.capabilities.limits).not.toContain('diskMiB');
    await expect(driver.create(rigSpec)).rejects.toMatchObject({ code: 'limit_not_enforceable' });
    await driver.close();
  });
});
