/** The engine's host: memory, disk, kernel settings. */
import type { Engine } from '../engine.ts';
import { kernelSettings } from '../own-prerequisites.ts';
import { type Finding, good, mend, note } from './finding.ts';

const gib = 1024 * 1024;
const leastMemoryKiB = 1.5 * gib;
const leastDiskKiB = 10 * gib;

export interface HostFacts {
  readonly memoryKiB: number;
  readonly memoryFreeKiB: number;
  readonly diskKiB: number;
  readonly diskFreeKiB: number;
  /** Name → value in force. */
  readonly settings: Readonly<Record<string, number>>;
}

const read = `sed -n 's/^\\(MemTotal\\|MemAvailable\\):[^0-9]*\\([0-9]*\\).*/\\1 \\2/p' /proc/meminfo
df -kP "$0" | awk 'NR == 2 {print "Disk " $2; print "DiskFree " $4}'
for name in ${kernelSettings.map(([name]) => name).join(' ')}; do
  echo "$name $(cat "/proc/sys/$(echo "$name" | tr . /)" 2>/dev/null || echo 0)"
done`;

export async function readHostFacts(engine: Engine): Promise<HostFacts> {
  const { stdout } = await engine.hostRun(['sh', '-c', read, engine.stateFolder], { timeoutMs: 10_000 });
  return parseHostFacts(stdout);
}

export function parseHostFacts(text: string): HostFacts {
  const values = new Map(
    text.split('\n').map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1] ?? 0)] as const),
  );
  const value = (name: string) => values.get(name) ?? 0;
  return {
    memoryKiB: value('MemTotal'),
    memoryFreeKiB: value('MemAvailable'),
    diskKiB: value('Disk'),
    diskFreeKiB: value('DiskFree'),
    settings: Object.fromEntries(kernelSettings.map(([name]) => [name, value(name)])),
  };
}

export function examineHost(facts: HostFacts): readonly Finding[] {
  return [memory(facts), disk(facts), ...settings(facts)];
}

const inGiB = (kib: number) => `${(kib / gib).toFixed(1)} GiB`;

function memory({ memoryKiB, memoryFreeKiB }: HostFacts): Finding {
  const found = `${inGiB(memoryFreeKiB)} of ${inGiB(memoryKiB)} free`;
  if (memoryFreeKiB >= leastMemoryKiB) return good('Memory', found);
  return note(
    'Memory',
    found,
    'End labs, or give the machine more; a Docker lab starts at 0.1 GiB, a Kubernetes lab at 0.6.',
  );
}

function disk({ diskKiB, diskFreeKiB }: HostFacts): Finding {
  const found = `${inGiB(diskFreeKiB)} of ${inGiB(diskKiB)} free where sandboxes keep theirs`;
  if (diskFreeKiB >= leastDiskKiB) return good('Disk', found);
  const remedy = 'Free some, or move the cache folder: DRYDOCK_CACHE=/somewhere/larger npm start.';
  return diskFreeKiB < leastDiskKiB / 5 ? mend('Disk', found, remedy) : note('Disk', found, remedy);
}

function settings(facts: HostFacts): readonly Finding[] {
  const low = kernelSettings.filter(([name, least]) => (facts.settings[name] ?? 0) < least);
  if (low.length === 0) return [good('Kernel settings', 'high enough for hundreds of sandboxes')];
  return low.map(([name, least]) =>
    note(
      'Kernel settings',
      `${name} is ${facts.settings[name]}`,
      `sysctl -w ${name}=${least}, and a line in /etc/sysctl.d.`,
    ),
  );
}
