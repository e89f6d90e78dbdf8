import { expect, test } from 'vitest';
import { kernelSettings } from '../own-prerequisites.ts';
import { examineHost, parseHostFacts } from './examine-host.ts';
import { examineLimits } from './examine-limits.ts';
import { reportOf } from './finding.ts';

const gib = 1024 * 1024;
const settings = Object.fromEntries(kernelSettings);
const healthy = {
  memoryKiB: 24 * gib,
  memoryFreeKiB: 20 * gib,
  diskKiB: 200 * gib,
  diskFreeKiB: 90 * gib,
  settings,
};

test('a machine with room and settings has nothing to mend', () => {
  expect(examineHost(healthy).map(({ level }) => level)).toEqual(['good', 'good', 'good']);
});

test('little disk is noted, none is to be mended, and both come with a remedy', () => {
  const disk = (free: number) => examineHost({ ...healthy, diskFreeKiB: free * gib })[1];
  expect(disk(5)).toMatchObject({ level: 'note', remedy: expect.stringContaining('DRYDOCK_CACHE') });
  expect(disk(1)).toMatchObject({ level: 'mend', remedy: expect.stringContaining('DRYDOCK_CACHE') });
});

test('each kernel setting that is too low is named with the command that raises it', () => {
  const low = { ...settings, 'fs.inotify.max_user_instances': 128 };
  expect(examineHost({ ...healthy, settings: low }).at(-1)).toMatchObject({
    level: 'note',
    remedy: expect.stringContaining('sysctl -w fs.inotify.max_user_instances=8192'),
  });
});

test('a limit that the host cannot enforce is to be mended', () => {
  expect(examineLimits({ limits: ['memoryMiB', 'cpus', 'pids', 'diskMiB'] })).toMatchObject([
    { level: 'good' },
  ]);
  expect(examineLimits({ limits: ['memoryMiB', 'cpus', 'pids'] })).toMatchObject([
    { level: 'good' },
    { level: 'mend', found: expect.stringContaining('disk') },
  ]);
});

test('what the host printed is read by name, and what it did not print is zero', () => {
  const facts = parseHostFacts('MemTotal 100\nMemAvailable 40\nDisk 9\nDiskFree 3\nkernel.pid_max 32768\n');
  expect(facts).toMatchObject({ memoryKiB: 100, memoryFreeKiB: 40, diskKiB: 9, diskFreeKiB: 3 });
  expect(facts.settings['kernel.pid_max']).toBe(32_768);
  expect(facts.settings['kernel.keys.maxkeys']).toBe(0);
});

test('the report puts every remedy under its finding', () => {
  const report = reportOf([
    { level: 'good', about: 'Memory', found: 'plenty' },
    { level: 'mend', about: 'Disk', found: 'full', remedy: 'Free some.' },
  ]);
  expect(report.split('\n')).toEqual([
    '✓ Memory             plenty',
    '✗ Disk               full',
    '                     → Free some.',
  ]);
});
