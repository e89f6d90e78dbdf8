/** What the machine needs before a dockerd of our own can run: packages, kernel settings, the remapped user. */
import { existsSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { type Progress, timed } from './progress.ts';
import { runCommand, runOrThrow } from './run-command.ts';
import { withoutServices } from './without-services.ts';

/** Program that must be there, and the Debian package that brings it. */
const programs: readonly (readonly [program: string, debianPackage: string])[] = [
  ['dockerd', 'docker.io'],
  ['containerd', 'containerd'],
  ['debootstrap', 'debootstrap'],
  ['iptables', 'iptables'],
  ['ip6tables', 'iptables'],
  ['ip', 'iproute2'],
  ['nsenter', 'util-linux'],
  ['losetup', 'mount'],
  ['mkfs.ext4', 'e2fsprogs'],
  ['tar', 'tar'],
  ['gpgv', 'gpgv'],
  // Not a program, but debootstrap trusts nothing without it, and only Debian itself brings it along.
  ['/usr/share/keyrings/debian-archive-keyring.gpg', 'debian-archive-keyring'],
];

/**
 * Lowest values we run well with; a machine that has more keeps more. The kernel's default of 128 inotify instances
 * stops it at three clusters.
 */
export const kernelSettings: readonly (readonly [name: string, least: number])[] = [
  ['fs.inotify.max_user_instances', 8192],
  ['fs.inotify.max_user_watches', 1_048_576],
  ['kernel.keys.maxkeys', 20_000],
  ['kernel.keys.maxbytes', 2_000_000],
  ['kernel.pid_max', 4_194_304],
  ['net.ipv4.ip_forward', 1],
];

const searchPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

export function hasProgram(program: string): boolean {
  if (program.startsWith('/')) return existsSync(program);
  const folders = [...searchPath, ...(process.env.PATH ?? '').split(':')];
  return folders.some((folder) => existsSync(`${folder}/${program}`));
}

export async function ensurePackages(progress: Progress): Promise<void> {
  const missing = [...new Set(programs.filter(([program]) => !hasProgram(program)).map(([, name]) => name))];
  if (missing.length === 0) return;
  if (!hasProgram('apt-get')) {
    throw new Error(
      `The lab engine needs ${missing.join(', ')}, and this system has no apt-get. Install them, or name an engine with LAB_ENGINE_HOST.`,
    );
  }
  await timed(progress, `Installing ${missing.join(', ')}`, () => withoutServices(() => aptInstall(missing)));
}

async function aptInstall(packages: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt-get may be at work: wait for it. Lists that could not be renewed may still be good enough.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = ['apt-get', ...wait, 'install', '-y', '-q', '--no-install-recommends', ...packages];
  await runCommand(['apt-get', ...wait, 'update', '-q'], { env });
  await runOrThrow(install, { env });
}

export async function raiseKernelSettings(): Promise<void> {
  for (const [name, least] of kernelSettings) {
    const file = `/proc/sys/${name.replaceAll('.', '/')}`;
    const now = Number((await readFile(file, 'utf8').catch(() => '0')).trim());
    if (now < least) await writeFile(file, `${least}\n`);
  }
}

/** Ids that sandboxes get on this machine. */
export async function ensureRemappedUser(): Promise<void> {
  if ((await runCommand(['getent', 'passwd', 'dockremap'])).exitCode !== 0) {
    await runOrThrow(['groupadd', '--force', '--system', 'dockremap']);
    await runOrThrow([
      'useradd',
      '--system',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      '--gid',
      'dockremap',
      'dockremap',
    ]);
  }
  for (const file of ['/etc/subuid', '/etc/subgid']) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const line = nextSubordinateRange(text);
    if (line !== undefined)
      await appendFile(file, `${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
  }
}

/** The line to add to /etc/subuid, or undefined when dockremap has a range. Never overlaps somebody else's. */
export function nextSubordinateRange(text: string): string | undefined {
  const ranges = text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length === 3);
  if (ranges.some(([name]) => name === 'dockremap')) return undefined;
  const end = Math.max(100_000, ...ranges.map(([, start, count]) => Number(start) + Number(count)));
  return `dockremap:${end}:65536`;
}
