import { beforeAll, expect, test } from 'vitest';
import { seccompProfile } from './seccomp-profile.ts';

interface Profile {
  readonly defaultAction: string;
  readonly syscalls: readonly { readonly names: readonly string[]; readonly action: string }[];
}

let profile: Profile;
let allowed: ReadonlySet<string>;

beforeAll(async () => {
  profile = JSON.parse(await seccompProfile());
  const rules = profile.syscalls.filter(({ action }) => action === 'SCMP_ACT_ALLOW');
  allowed = new Set(rules.flatMap(({ names }) => names));
});

test('what is not named is refused', () => {
  expect(profile.defaultAction).toBe('SCMP_ACT_ERRNO');
});

test.each([
  ...['io_uring_setup', 'io_uring_enter', 'io_uring_register', 'userfaultfd', 'perf_event_open', 'bpf'],
  ...['kexec_load', 'kexec_file_load', 'init_module', 'finit_module', 'delete_module', 'reboot', 'swapon'],
  ...[
    'clock_settime',
    'clock_settime64',
    'settimeofday',
    'stime',
    'adjtimex',
    'clock_adjtime',
    'iopl',
    'ioperm',
  ],
  ...['keyctl', 'add_key', 'request_key', 'fsopen', 'fsconfig', 'clone3', 'acct', 'lookup_dcookie'],
])('%s is not among what is allowed', (name) => {
  expect(allowed).not.toContain(name);
});

test('no call is named twice with different answers', () => {
  const plain = profile.syscalls.filter((rule) => !('args' in rule)).flatMap(({ names }) => names);
  expect(plain).toHaveLength(new Set(plain).size);
});
