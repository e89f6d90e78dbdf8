/** What root in a sandbox may not do to the kernel, the host and the part of the sandbox that is not theirs. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOME } from '../contract/backend.ts';
import type { Driver, Sandbox } from '../driver.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from './engine-rig.ts';

const SECRET = 'kept-from-the-learner-7f3a';

/** Calls by number (x86-64) with one writable buffer; says what the kernel said. */
const call = (number: number, ...args: readonly (number | 'buffer')[]) =>
  `perl -e 'my $buffer = "\\0" x 128; exit 0 if syscall(${number}, ${args.map((arg) => (arg === 'buffer' ? '$buffer' : arg)).join(', ')}) >= 0; print STDERR "$!\\n"; exit 1'`;

/** What must fail, as root. Harmless where it would not: no letter of sysrq here does anything. */
const REFUSED: readonly (readonly [what: string, script: string])[] = [
  ['pull the magic sysrq', 'echo h >/proc/sysrq-trigger'],
  ['set the core pattern', "echo '|/bin/true' >/proc/sys/kernel/core_pattern"],
  [
    'change how the kernel gives memory',
    'cat /proc/sys/vm/overcommit_memory >/proc/sys/vm/overcommit_memory',
  ],
  ['write to the host’s sysfs', 'echo never >/sys/kernel/mm/transparent_hugepage/enabled'],
  ['read the kernel’s log', 'dmesg'],
  ['make a device node of the host’s disk', 'mknod /tmp/disk b "$DISK_MAJOR" "$DISK_MINOR"'],
  [
    'set a release agent',
    'mkdir -p /tmp/g && mount -t cgroup -o memory x /tmp/g && echo /x >/tmp/g/release_agent',
  ],
  ['raise its memory limit', 'echo -1 >/sys/fs/cgroup/memory/memory.limit_in_bytes'],
  ['raise its limit of processes', 'echo max >/sys/fs/cgroup/pids/pids.max'],
  ['allow itself devices', "echo 'a *:* rwm' >/sys/fs/cgroup/devices/devices.allow"],
  ['set the clock', "date -s '2030-01-01'"],
  ['lower its OOM score below the host’s', 'echo -500 >/proc/self/oom_score_adj'],
  ['use io_uring', call(425, 8, 'buffer')],
  ['use userfaultfd', call(323, 0)],
  ['load a kernel module', call(313, 0, 'buffer', 0)],
  ['watch performance events', call(298, 'buffer', 0, -1, -1, 0)],
  ['load a program into the kernel', call(321, 5, 'buffer', 72)],
  ['load another kernel', call(246, 0, 0, 'buffer', 0)],
  ['change the keyboard and console of the host', call(172, 3)],
  ['turn swap on', call(167, 'buffer', 0)],
];

/** Words of the kernel for what is not allowed, or not there at all. */
const REFUSAL = /not permitted|permission denied|no such file|nonexistent|not implemented/i;

describe('escapes from a sandbox', { timeout: 120_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;
  let disk: { major: string; minor: string };

  const root = (script: string) =>
    sandbox.exec(['bash', '-c', script], {
      place: 'sandbox',
      user: 'root',
      cwd: '/tmp',
      env: { DISK_MAJOR: disk.major, DISK_MINOR: disk.minor },
      timeoutMs: 60_000,
    });

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    const { stdout } = await rig.engine.hostRun(['mountpoint', '--fs-devno', '/']);
    const [major = '0', minor = '0'] = stdout.trim().split(':');
    disk = { major, minor };
    sandbox = await driver.create({ ...rigSpec, annotations: { secret: SECRET } });
  }, 240_000);

  afterAll(() => cleanup.disposeAsync(), 240_000);

  it.each(REFUSED)('does not let root %s', async (_what, script) => {
    const { exitCode, stderr } = await root(script);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(REFUSAL);
  });

  it('has no program of the host started when a process dumps core', async () => {
    const { stdout } = await rig.engine.hostRun(['cat', '/proc/sys/kernel/core_pattern']);
    expect(stdout).not.toContain('/bin/true');
  });

  it('lets a nested privileged container do none of it either', async () => {
    const made = await root(TINY_IMAGE);
    expect(made.stderr + made.stdout).toContain('tiny');
    const run = (script: string) =>
      root(`docker run --rm --privileged -v /:/outside -e DISK_MAJOR -e DISK_MINOR tiny sh -c '${script}'`);
    expect((await run('echo well')).stdout).toBe('well\n');
    for (const script of [
      'echo h >/proc/sysrq-trigger',
      'echo x >/proc/sys/kernel/core_pattern',
      'mknod /disk b $DISK_MAJOR $DISK_MINOR',
      'cat /outside/../var/cache/drydock/state/sandboxes/*/*/annotations.json',
    ]) {
      const refused = await run(script);
      expect(refused.exitCode).toBeGreaterThan(0);
      expect(refused.stderr).toMatch(REFUSAL);
    }
  });

  it('shows no process of the host or of other sandboxes', async () => {
    const { stdout } = await root('ps -e -o comm=');
    expect(stdout).toContain('tini');
    expect(stdout).not.toMatch(/vitest|containerd-shim(?!.*\n.*dockerd)/);
    expect(stdout.split('\n').filter((name) => name === 'tini')).toHaveLength(1);
  });

  it('shows no network interface of the host', async () => {
    const { stdout } = await root('ls /sys/class/net /sys/devices/virtual/net');
    expect(stdout).not.toContain(`dd-${sandbox.id}`);
    expect(stdout).not.toContain('uplink');
  });

  it('keeps the annotations out of reach', async () => {
    expect((await sandbox.annotations()).secret).toBe(SECRET);
    const found = await root(
      `grep -rls ${SECRET.slice(0, 9)}''${SECRET.slice(9)} /data /run /etc /home /root /tmp /var /mnt`,
    );
    expect(found.stdout).toBe('');
    expect((await root('env; cat /proc/1/environ; cat /proc/*/cmdline')).stdout).not.toContain(SECRET);
    expect((await root('ls -A /run/drydock')).stdout).toBe('agent.sock\n');
  });

  it('keeps the checker’s files and processes out of reach', async () => {
    const write = ['sh', '-c', `echo ${SECRET} >/tmp/check.sh`];
    expect((await sandbox.exec(write, { place: 'checker', timeoutMs: 60_000 })).exitCode).toBe(0);
    const sleeping = new AbortController();
    const lines = sandbox.execLines(['sh', '-c', 'echo here; exec sleep 4321'], {
      place: 'checker',
      signal: sleeping.signal,
    });
    const iterator = lines[Symbol.asyncIterator]();
    await iterator.next();
    expect((await root('cat /proc/*/root/tmp/check.sh')).stdout).not.toContain(SECRET);
    expect((await root('pgrep -f "sleep 432[1]"')).stdout).toBe('');
    expect((await root(`grep -rls ${SECRET.slice(0, 9)}''${SECRET.slice(9)} /data /tmp /run`)).stdout).toBe(
      '',
    );
    await iterator.return?.();
  });

  it('shows the checker the disk it was given, whatever root mounts over it', async () => {
    await root(
      `mkdir -p ${HOME}/real && echo real >${HOME}/real/file && mount -t tmpfs x ${HOME}/real && echo fake >${HOME}/real/file`,
    );
    const { stdout } = await sandbox.exec(['cat', '/lab/home/real/file'], {
      place: 'checker',
      timeoutMs: 60_000,
    });
    expect(stdout).toBe('real\n');
    await root(`umount ${HOME}/real`);
  });

  it('does not follow a symlink where the agent’s socket was', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drydock-host-socket-'));
    const path = join(folder, 'host.sock');
    let connections = 0;
    const server = createServer(() => connections++).listen(path);
    await once(server, 'listening');
    try {
      const swap = await root(
        `mv /run/drydock/agent.sock /run/drydock/kept && ln -s ${path} /run/drydock/agent.sock && echo swapped`,
      );
      expect(swap.stdout).toBe('swapped\n');
      await expect(sandbox.exec(['true'], { place: 'sandbox', timeoutMs: 1000 })).rejects.toMatchObject({
        code: 'sandbox_unresponsive',
      });
      expect(connections).toBe(0);
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
  });

  it('leaves nothing behind', async () => {
    await driver.destroy(sandbox.id);
    await driver.sweep();
    expect(await rig.leftovers()).toEqual([]);
  });
});

/** An image of a shell and four programs, made inside from what is there: no registry is asked. */
const TINY_IMAGE = `set -e
folder=$(mktemp -d)
for program in sh mknod cat echo; do
  file=$(command -v "$program"); [ -x "$file" ] || file=/usr/bin/$program
  for needed in "$file" $(ldd "$file" | grep -o '/[^ ]*'); do
    mkdir -p "$folder/$(dirname "$needed")"; cp -L "$needed" "$folder/$needed"
  done
done
mkdir -p "$folder/bin"; [ -e "$folder/bin/sh" ] || cp -L /bin/sh "$folder/bin/sh"
tar -C "$folder" -c . | docker import --change 'ENV PATH=/usr/bin:/bin' - tiny >/dev/null
docker images --format '{{.Repository}}'`;
