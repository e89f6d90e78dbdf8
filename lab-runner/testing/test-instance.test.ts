import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isAbandoned, testInstance } from './test-instance.ts';

test.runIf(process.platform === 'linux')(
  'an instance is abandoned once the process of its test is gone',
  async () => {
    const child = spawn('sleep', ['600']);
    await once(child, 'spawn');
    const instance = testInstance(child.pid);
    expect(instance).toMatch(/^[a-z0-9][a-z0-9-]{0,30}$/);
    expect(isAbandoned(instance)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAbandoned(instance)).toBe(true);
  },
);

test.runIf(process.platform === 'linux')('a pid that somebody else got later does not keep it', () => {
  const [, pid] = testInstance().split('-');
  expect(isAbandoned(`test-${pid}-1-00000000`)).toBe(true);
});

test.each(['default', 'test-cannot', 'test-0f0f0f0f', 'my-lessons'])(
  '%s is nobody’s to sweep',
  (instance) => {
    expect(isAbandoned(instance)).toBe(false);
  },
);
