/** On an engine of the test's own, so that no other test loses the one it stands on. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { type EngineConfig, readEngineConfig } from '../../engine/engine-config.ts';
import { ensureEngine } from '../../engine/ensure-engine.ts';
import { ensureNetworkRules, networkRulesInForce } from '../../engine/ensure-network-rules.ts';
import { ensureOwnEngine, ownEnginePid, stopOwnEngine } from '../../engine/own-engine.ts';
import { ownEngineLayout } from '../../engine/own-engine-layout.ts';
import { runCommand } from '../../engine/run-command.ts';
import { HOME } from '../contract/backend.ts';
import { Screen } from '../contract/screen.ts';
import type { Driver, DriverEvent } from '../driver.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

const quiet = () => {};
const UNMOUNT = `grep -F " $1/" /proc/mounts | cut -d' ' -f2 | sort --reverse | xargs --no-run-if-empty -n1 umount`;

async function copyImage(from: Engine, to: Engine): Promise<void> {
  const loading = await to.docker.loadImage(await from.docker.getImage(from.sandboxImage).get());
  await new Promise((resolve, reject) => loading.on('end', resolve).on('error', reject).resume());
}

/** As when a machine is switched off under it: the engine, its containerd, every shim and everything in every sandbox. */
async function killEverything(cacheFolder: string): Promise<void> {
  const { containerdPidFile, enginePidFile, runFolder } = ownEngineLayout(cacheFolder);
  const script = `kill -9 $(cat "$1" "$2")
for folder in /proc/[0-9]*; do
  tr '\\0' ' ' <"$folder/cmdline" 2>/dev/null | grep -q -- "-address $3/containerd.sock" || continue
  shim=\${folder#/proc/}
  kill -9 "$shim" $(cat "$folder"/task/*/children)
done`;
  const files = [enginePidFile, containerdPidFile, runFolder];
  const { exitCode, stderr } = await runCommand(['bash', '-c', script, 'drydock', ...files]);
  if (exitCode !== 0) throw new Error(stderr);
}

async function codeOf(work: Promise<unknown>): Promise<{ code: string; tookMs: number }> {
  const started = performance.now();
  const code = await work.then(
    () => 'resolved',
    (error: { code: string }) => error.code,
  );
  return { code, tookMs: performance.now() - started };
}

describe.runIf(process.getuid?.() === 0)(
  'an engine that is killed and started again',
  { timeout: 120_000 },
  () => {
    const cleanup = new AsyncDisposableStack();
    let config: EngineConfig;
    let rig: EngineRig;
    let driver: Driver;

    const killEngine = async () => {
      const pid = await ownEnginePid(config.cacheFolder);
      if (pid === undefined) throw new Error('the engine does not run');
      process.kill(pid, 'SIGKILL');
      // The kernel closes its socket with it; until then it may still answer.
      await expect.poll(() => ownEnginePid(config.cacheFolder)).toBeUndefined();
    };
    const startEngine = () => ensureOwnEngine(config.cacheFolder, quiet);

    beforeAll(async () => {
      const cacheFolder = await mkdtemp(join(tmpdir(), 'drydock-engine-'));
      cleanup.defer(() => rm(cacheFolder, { recursive: true }));
      cleanup.defer(() => rm(ownEngineLayout(cacheFolder).runFolder, { recursive: true }));
      await chmod(cacheFolder, 0o711);
      config = { ...readEngineConfig({}), cacheFolder, wantedWay: 'own' };
      // A killed dockerd leaves a mount of its data folder on itself, and the next one adds another.
      cleanup.defer(async () => void (await runCommand(['sh', '-c', UNMOUNT, 'drydock', cacheFolder])));
      cleanup.defer(async () => void (await stopOwnEngine(cacheFolder)));
      const engine = await ensureEngine(config, quiet);
      await ensureNetworkRules(engine, quiet);
      await copyImage(await labEngine(), engine);
      rig = cleanup.use(openEngineRig(engine));
      driver = await rig.open();
      cleanup.defer(() => driver.close());
      cleanup.defer(startEngine);
    }, 180_000);

    afterAll(() => cleanup.disposeAsync(), 240_000);

    it('is told to be down at once, and every sandbox and shell is found again', async () => {
      const awake = await driver.create(rigSpec);
      const frozen = await driver.create(rigSpec);
      const pty = await awake.openPty({ id: 'main', cols: 80, rows: 24, cwd: HOME });
      const screen = new Screen(pty);
      await screen.see('$ ');
      pty.write(Buffer.from("echo al''ive; sleep 600\r"));
      await screen.see('alive');
      await frozen.pause();
      const abort = new AbortController();
      const events = driver.events(abort.signal)[Symbol.asyncIterator]();
      await events.next();

      await killEngine();
      const calls = [
        driver.list(),
        driver.create(rigSpec),
        awake.state(),
        driver.destroy(frozen.id),
        awake.pause(),
      ];
      for (const { code, tookMs } of await Promise.all(calls.map(codeOf))) {
        expect(code).toBe('engine_down');
        // Its own limits are far longer: nobody waits for an engine that is not there.
        expect(tookMs).toBeLessThan(10_000);
      }
      const works = await awake.exec(['echo', 'still'], { place: 'sandbox', timeoutMs: 60_000 });
      expect(works.stdout).toBe('still\n');

      await startEngine();
      expect(await nextOf(events, 'resync')).toEqual({ type: 'resync' });
      const states = (await driver.list()).map(({ id, state }) => [id, state]);
      expect(new Map(states as [string, string][])).toEqual(
        new Map([
          [awake.id, 'running'],
          [frozen.id, 'paused'],
        ]),
      );
      pty.write(Buffer.from("\u0003echo go''ing on\r"));
      await screen.see('going on');
      pty.close();
      await frozen.resume();
      const thawed = await frozen.exec(['docker', 'info'], { place: 'sandbox', timeoutMs: 60_000 });
      expect(thawed.exitCode).toBe(0);
      await driver.destroy(frozen.id);
      expect(await nextOf(events, 'destroyed')).toEqual({ type: 'destroyed', id: frozen.id });
      abort.abort();
      await driver.destroy(awake.id);
      expect(await rig.leftovers()).toEqual([]);
    });

    it('comes up after a reboot, and a sandbox goes on from its disk', async () => {
      const sandbox = await driver.create(rigSpec);
      await sandbox.files.write(HOME, 'kept.txt', Buffer.from('through it all'));
      await killEverything(config.cacheFolder);
      await expect.poll(() => ownEnginePid(config.cacheFolder)).toBeUndefined();
      // Its network is gone, too, so that Docker finds containers of before where none of its chains is.
      await runCommand(['ip', 'netns', 'delete', ownEngineLayout(config.cacheFolder).namespace]);
      const engine = await ensureEngine(config, quiet);
      await ensureNetworkRules(engine, quiet);
      const summaries = (await driver.list()).map(({ id, state }) => [id, state]);
      expect(summaries).toEqual([[sandbox.id, 'stopped']]);
      await sandbox.resume();
      const kept = await sandbox.files.read(HOME, 'kept.txt', 100);
      expect(Buffer.from(kept.bytes).toString()).toBe('through it all');
      await driver.destroy(sandbox.id);
      expect(await rig.leftovers()).toEqual([]);
    });

    it('gets Docker’s chains back where they are gone, for its rules to hang on', async () => {
      const gone = 'iptables -D FORWARD -j DOCKER-USER; iptables -F DOCKER-USER && iptables -X DOCKER-USER';
      expect(await rig.engine.hostRun(['sh', '-c', gone])).toMatchObject({ exitCode: 0 });
      expect(await networkRulesInForce(rig.engine)).toBe(false);
      await ensureNetworkRules(rig.engine, quiet);
      expect(await networkRulesInForce(rig.engine)).toBe(true);
    });

    it('leaves nothing of a sandbox that was being made', async () => {
      const pid = (await ownEnginePid(config.cacheFolder)) ?? 0;
      expect(pid).toBeGreaterThan(1);
      const create = driver.create(rigSpec, {
        onStage: (stage) => void (stage === 'container' && process.kill(pid, 'SIGKILL')),
      });
      expect((await codeOf(create)).code).toBe('engine_down');
      await startEngine();
      expect(await driver.sweep()).not.toEqual([]);
      expect(await rig.leftovers()).toEqual([]);
    });
  },
);

async function nextOf(events: AsyncIterator<DriverEvent>, type: DriverEvent['type']): Promise<DriverEvent> {
  while (true) {
    const { value, done } = await events.next();
    if (done) throw new Error('the events ended');
    if (value.type === type) return value;
  }
}
