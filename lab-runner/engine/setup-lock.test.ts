import { expect, test } from 'vitest';
import { withSetupLock } from './setup-lock.ts';

function gate<T = void>() {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('of two set-ups at once the second says that it waits, and begins when the first is done', async () => {
  const name = `test-${process.pid}`;
  const order: string[] = [];
  const first = gate();
  const running = withSetupLock(
    name,
    () => {},
    async () => {
      order.push('first begins');
      await first.opened;
      order.push('first ends');
    },
  );
  const told = gate<string>();
  const waiting = withSetupLock(name, told.open, async () => {
    order.push('second');
  });
  expect(await told.opened).toContain('waiting');
  first.open();
  await Promise.all([running, waiting]);
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});

test('a set-up that failed lets the next one begin', async () => {
  const name = `test-failed-${process.pid}`;
  const failing = withSetupLock(
    name,
    () => {},
    () => Promise.reject(new Error('no disk')),
  );
  await expect(failing).rejects.toThrow('no disk');
  expect(
    await withSetupLock(
      name,
      () => {},
      async () => 'begun',
    ),
  ).toBe('begun');
});
