import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from '../drivers/docker/engine-rig.ts';
import type { Sandbox } from '../drivers/driver.ts';

const EPERM = 1;
const ENOSYS = 38;

let rig: EngineRig;
let sandbox: Sandbox;

beforeAll(async () => {
  rig = openEngineRig(await labEngine());
  sandbox = await (await rig.open()).create(rigSpec);
});

afterAll(async () => {
  await rig[Symbol.asyncDispose]();
});

/** Numbers of x86-64 and of arm64. */
type Call = readonly [name: string, x64: number, arm64: number, args: readonly number[], errno: number];

/** What the kernel answers to these arguments without a filter is never the errno expected here. */
const refused: readonly Call[] = [
  ['io_uring_setup', 425, 425, [0, 0], EPERM],
  ['io_uring_enter', 426, 426, [99, 0, 0, 0, 0, 0], EPERM],
  ['userfaultfd', 323, 282, [0xffff], EPERM],
  ['perf_event_open', 298, 241, [0, 0, -1, -1, 0], EPERM],
  ['bpf', 321, 280, [0xffff, 0, 0], EPERM],
  ['kexec_load', 246, 104, [0, 0, 0, 0], EPERM],
  ['init_module', 175, 105, [0, 0, 0], EPERM],
  ['finit_module', 313, 273, [99, 0, 0xffff], EPERM],
  ['delete_module', 176, 106, [0, 0], EPERM],
  ['clock_settime', 227, 112, [0xffff, 0], EPERM],
  ['settimeofday', 164, 170, [0, 0], EPERM],
  ['adjtimex', 159, 171, [0], EPERM],
  ['reboot', 169, 142, [0, 0, 0, 0], EPERM],
  ['swapon', 167, 224, [0, 0], EPERM],
  ['acct', 163, 89, [0], EPERM],
  ['unshare of a user namespace', 272, 97, [0x10000000], EPERM],
  ['add_key', 248, 217, [0, 0, 0, 0, 0], ENOSYS],
  ['keyctl', 250, 219, [0, 0, 0, 0, 0], ENOSYS],
  ['fsopen', 430, 430, [0, 0], ENOSYS],
  ['clone3', 435, 435, [0, 0], ENOSYS],
  ['socket to the hypervisor', 41, 198, [40, 1, 0], EPERM],
];

const allowed: readonly Call[] = [
  ['unshare of a mount namespace', 272, 97, [0x00020000], 0],
  ['unshare of a network namespace', 272, 97, [0x40000000], 0],
  ['sethostname of nothing', 170, 161, [0, 0], 0],
  ['socket to the kernel (netlink)', 41, 198, [16, 3, 0], 0],
];

async function errnoOf([, x64, arm64, args]: Call): Promise<number> {
  const numbers = args.map((value) => `ctypes.c_long(${value})`).join(', ');
  const script = `
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
number = ${x64} if platform.machine() == 'x86_64' else ${arm64}
result = libc.syscall(ctypes.c_long(number), ${numbers})
print(ctypes.get_errno() if result == -1 else 0)`;
  const result = await sandbox.exec(['python3', '-c', script], {
    place: 'sandbox',
    user: 'root',
    timeoutMs: 60_000,
  });
  expect(result.stderr).toBe('');
  return Number(result.stdout);
}

describe('root in a sandbox', () => {
  test.each(refused)('is refused %s', async (...call) => {
    expect(await errnoOf(call)).toBe(call[4]);
  });

  test.each(allowed)('may %s, which a nested engine does', async (...call) => {
    expect(await errnoOf(call)).toBe(0);
  });

  test('has the filter in the containers of the nested engine too', async () => {
    const result = await sandbox.exec(
      ['docker', 'run', '--rm', '--privileged', 'busybox', 'grep', '^Seccomp', '/proc/self/status'],
      { place: 'sandbox', user: 'root', timeoutMs: 60_000 },
    );
    expect(result.stdout).toMatch(/^Seccomp:\s+2$/m);
  });
});
