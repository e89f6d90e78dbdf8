/** Names for the instances of tests, from which one can tell later whether the test still runs. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** `test-<pid>-<when that process began>-<random>`: a pid alone is given again to others. */
export function testInstance(pid = process.pid): string {
  return `test-${pid}-${beginningOf(pid) ?? '0'}-${randomBytes(4).toString('hex')}`;
}

/** True for an instance of a test whose process is gone: nobody will clean up after it any more. */
export function isAbandoned(instance: string): boolean {
  const [, pid, began] = /^test-(\d+)-([0-9a-z]+)-[0-9a-f]{8}$/.exec(instance) ?? [];
  return pid !== undefined && began !== '0' && beginningOf(Number(pid)) !== began;
}

/** In the kernel's ticks since the machine was started; undefined where there is no such process, or no Linux. */
function beginningOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may hold spaces and brackets; 20 fields after it comes the time.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return Number(ticks).toString(36);
  } catch {
    return undefined;
  }
}
