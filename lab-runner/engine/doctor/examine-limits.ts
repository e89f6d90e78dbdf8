/** Limits that the engine's host can and cannot enforce. */
import { type Finding, good, mend } from './finding.ts';

export interface EnforcedLimits {
  readonly limits: readonly string[];
}

const wanted: readonly (readonly [limit: string, name: string, remedy: string])[] = [
  ['memoryMiB', 'memory', 'Turn the memory cgroup on: kernel parameter cgroup_enable=memory.'],
  ['cpus', 'processor', 'Use a kernel with CONFIG_CFS_BANDWIDTH.'],
  ['pids', 'processes', 'Use a kernel with the pids cgroup.'],
  [
    'diskMiB',
    'disk',
    'On the engine host there must be mkfs.ext4 (e2fsprogs), losetup (mount) and /dev/loop-control.',
  ],
];

export function examineLimits({ limits }: EnforcedLimits): readonly Finding[] {
  const missing = wanted.filter(([limit]) => !limits.includes(limit));
  const held = wanted.filter(([limit]) => limits.includes(limit)).map(([, name]) => name);
  return [
    ...(held.length > 0 ? [good('Limits', `enforced for each sandbox: ${held.join(', ')}`)] : []),
    ...missing.map(([, name, remedy]) =>
      mend('Limits', `${name} cannot be limited here, so no sandbox is started`, remedy),
    ),
  ];
}
