import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchPorts } from './watch-ports.ts';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function rig() {
  const told: (readonly number[])[] = [];
  const page = { isVisible: true, wake: () => {} };
  const lab = { ports: [] as number[], asked: 0, gaveUp: 0 };
  const watch = watchPorts({
    ask: async () => {
      lab.asked += 1;
      return lab.ports;
    },
    tell: (ports) => told.push(ports),
    gaveUp: () => {
      lab.gaveUp += 1;
    },
    page: {
      isVisible: () => page.isVisible,
      onVisible: (listener) => {
        page.wake = listener;
        return () => {
          page.wake = () => {};
        };
      },
      after: (delayMs, call) => {
        const timer = setTimeout(call, delayMs);
        return () => clearTimeout(timer);
      },
    },
  });
  return { told, page, lab, watch };
}

test('looks at once, then ever less often, up to every three seconds', async () => {
  const { lab, watch } = rig();
  expect(lab.asked).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  const soon = lab.asked;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(soon).toBeLessThan(12);
  expect(lab.asked - soon).toBe(20);
  watch.stop();
});

test('looks now when something happened, and tells what listens', async () => {
  const { told, lab, watch } = rig();
  await vi.advanceTimersByTimeAsync(30_000);
  lab.ports = [8080];
  watch.look();
  await vi.advanceTimersByTimeAsync(0);
  expect(told.at(-1)).toEqual([8080]);
  watch.stop();
});

test('does not look while nobody sees it, and looks when somebody does', async () => {
  const { page, lab, watch } = rig();
  page.isVisible = false;
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(lab.asked).toBe(1);
  page.isVisible = true;
  page.wake();
  expect(lab.asked).toBe(2);
  watch.stop();
});

test('gives up after half an hour, until something happens', async () => {
  const { lab, watch } = rig();
  await vi.advanceTimersByTimeAsync(40 * MINUTE_MS);
  expect([lab.asked, lab.gaveUp]).toEqual([600, 1]);
  watch.look();
  await vi.advanceTimersByTimeAsync(1000);
  expect(lab.asked).toBeGreaterThan(600);
  watch.stop();
});

test('asks no more once it has stopped', async () => {
  const { lab, watch } = rig();
  watch.stop();
  watch.look();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(lab.asked).toBe(1);
});
