/** A sandbox that uses everything up hurts itself alone, and comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOME } from '../contract/backend.ts';
import type { Driver, ExecResult, Sandbox } from '../driver.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

/** A neighbour that is not spared waits until the hog has ended, which takes as long as it is let. */
const NEIGHBOUR_MS = 4000;
const DISK_MIB = 768;
const MIB = 1024 * 1024;

const FORK_BOMB = 'bomb() { bomb | bomb & }; bomb; sleep 60';
const MEMORY_HOG = 'python3 -c "hoard = []\nwhile True: hoard.append(bytearray(20_000_000))"';
const DISK_FILLER = `dd if=/dev/zero of=${HOME}/big bs=1M`;

/** Takes all it gets, says how many, and holds them. */
const INOTIFY = `import ctypes, resource, time
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
libc, count = ctypes.CDLL(None), 0
while libc.inotify_init() >= 0: count += 1
print(count, flush=True)
time.sleep(60)`;
const SIGNALS = `import ctypes, os, signal, time
signal.pthread_sigmask(signal.SIG_BLOCK, {40})
libc, count = ctypes.CDLL(None), 0
while libc.sigqueue(os.getpid(), 40, None) == 0: count += 1
print(count, flush=True)
time.sleep(60)`;

describe('hogs in a sandbox', { timeout: 120_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;
  let neighbour: Sandbox;

  const learner = (script: string, timeoutMs: number) =>
    sandbox.exec(['bash', '-c', script], { place: 'sandbox', timeoutMs });

  /** The longest that the neighbour and the engine took to answer while the hog ran. */
  async function beside(hog: Promise<ExecResult>): Promise<{ result: ExecResult; slowestMs: number }> {
    let running = true;
    const ended = hog.finally(() => {
      running = false;
    });
    ended.catch(() => {});
    let slowestMs = 0;
    while (running) {
      const started = performance.now();
      const [said] = await Promise.all([
        neighbour.exec(['docker', 'ps'], { place: 'sandbox', timeoutMs: 60_000 }),
        rig.engine.docker.ping(),
      ]);
      expect(said.exitCode).toBe(0);
      slowestMs = Math.max(slowestMs, performance.now() - started);
    }
    return { result: await ended, slowestMs };
  }

  /** The sandbox and its nested engine are well, or become so. */
  async function recovered(): Promise<void> {
    const answers = () =>
      sandbox.exec(['docker', 'ps', '--quiet'], { place: 'sandbox', timeoutMs: 10_000 }).then(
        ({ exitCode }) => exitCode,
        (error: { code: string }) => error.code,
      );
    await expect.poll(answers, { timeout: 60_000, interval: 250 }).toBe(0);
    expect(await sandbox.state()).toBe('running');
    const checker = await sandbox.exec(['true'], { place: 'checker', timeoutMs: 60_000 });
    expect(checker.exitCode).toBe(0);
  }

  const hostDiskMiB = async () => {
    const folder = `${rig.engine.stateFolder}/sandboxes/${rig.instance}/${sandbox.id}`;
    const { stdout } = await rig.engine.hostRun(['du', '--block-size=1M', `${folder}/disk.img`]);
    return Number.parseInt(stdout, 10);
  };

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    const spec = { ...rigSpec, limits: { ...rigSpec.limits, pids: 400, diskMiB: DISK_MIB } };
    [sandbox, neighbour] = await Promise.all([driver.create(spec), driver.create(spec)]);
  }, 240_000);

  afterAll(() => cleanup.disposeAsync(), 240_000);

  it('a fork bomb stays its own', async () => {
    const { result, slowestMs } = await beside(learner(FORK_BOMB, 5000));
    expect(result.stderr).toContain('Resource temporarily unavailable');
    expect(slowestMs).toBeLessThan(NEIGHBOUR_MS);
    await recovered();
    const shells = () =>
      sandbox
        .exec(['pgrep', '-c', 'bash'], { place: 'sandbox', timeoutMs: 60_000 })
        .then((r) => Number(r.stdout));
    await expect.poll(shells).toBeLessThan(5);
  });

  it('a memory hog stays its own, and is what ends', async () => {
    const { result, slowestMs } = await beside(learner(MEMORY_HOG, 30_000));
    expect(result.exitCode).toBe(137);
    expect(slowestMs).toBeLessThan(NEIGHBOUR_MS);
    await recovered();
  });

  it('a memory hog of root stays its own', async () => {
    const hog = sandbox.exec(['bash', '-c', MEMORY_HOG], {
      place: 'sandbox',
      user: 'root',
      timeoutMs: 60_000,
    });
    const { result, slowestMs } = await beside(hog);
    expect(result.exitCode).toBe(137);
    expect(slowestMs).toBeLessThan(NEIGHBOUR_MS);
    await recovered();
  });

  it('a burner of processors stays its own', async () => {
    const { slowestMs } = await beside(
      learner('for n in 1 2 3 4; do yes >/dev/null & done; sleep 4; kill %1 %2 %3 %4', 20_000),
    );
    expect(slowestMs).toBeLessThan(NEIGHBOUR_MS);
  });

  it('a disk filler fills its own disk and no more, and gives it back', async () => {
    const { result, slowestMs } = await beside(learner(DISK_FILLER, 60_000));
    expect(result.stderr).toContain('No space left on device');
    expect(slowestMs).toBeLessThan(NEIGHBOUR_MS);
    expect(await hostDiskMiB()).toBeLessThanOrEqual(DISK_MIB + 1);
    const save = sandbox.files.write(HOME, 'work.txt', Buffer.alloc(MIB));
    await expect(save).rejects.toMatchObject({ code: 'disk_full' });
    await sandbox.annotate({ note: 'still written' });
    expect((await learner(`rm ${HOME}/big; sync`, 30_000)).exitCode).toBe(0);
    await expect.poll(hostDiskMiB, { timeout: 60_000, interval: 250 }).toBeLessThan(DISK_MIB / 4);
    await sandbox.files.write(HOME, 'work.txt', Buffer.from('saved'));
    await recovered();
  });

  it.each([
    ['inotify instances', INOTIFY],
    ['pending signals', SIGNALS],
  ])('a hoarder of %s leaves the neighbour its own', async (_what, hoard) => {
    const root = { place: 'sandbox', user: 'root', timeoutMs: 60_000 } as const;
    const signal = AbortSignal.timeout(100_000);
    const hoarding = sandbox.execLines(['python3', '-c', hoard], { place: 'sandbox', user: 'root', signal });
    const lines = hoarding[Symbol.asyncIterator]();
    const taken = Number((await lines.next()).value);
    const others = await neighbour.exec(['timeout', '5', 'python3', '-c', hoard], root);
    await lines.return?.();
    expect(taken).toBeGreaterThan(100);
    expect(Number(others.stdout)).toBeGreaterThan(taken / 2);
  });

  it('what is written outside the disk is bounded too', async () => {
    const fill = (path: string) =>
      sandbox.exec(['bash', '-c', `dd if=/dev/zero of=${path} bs=1M count=2000; rm -f ${path}`], {
        place: 'sandbox',
        user: 'root',
        timeoutMs: 60_000,
      });
    for (const path of ['/run/filler', '/run/drydock/filler', '/dev/shm/filler', '/dev/filler']) {
      expect((await fill(path)).stderr).toContain('No space left on device');
    }
    const chatter = await sandbox.exec(
      ['bash', '-c', 'yes "a long line of chatter for the log" | head -c 30000000 >/proc/1/fd/1'],
      {
        place: 'sandbox',
        user: 'root',
        timeoutMs: 60_000,
      },
    );
    expect(chatter.exitCode).toBe(0);
    const { LogPath } = await rig.containerOf(sandbox.id).inspect();
    const { stdout } = await rig.engine.hostRun(['stat', '--format=%s', LogPath]);
    expect(Number(stdout)).toBeLessThan(1.5 * MIB);
    await recovered();
  });

  it('leaves nothing behind', async () => {
    await driver.destroy(sandbox.id);
    await driver.destroy(neighbour.id);
    await driver.sweep();
    expect(await rig.leftovers()).toEqual([]);
  });
});
