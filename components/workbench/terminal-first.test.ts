import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

async function aPage() {
  const { afterTerminal, terminalShown } = await import('./terminal-first.ts');
  let loaded = false;
  void afterTerminal().then(() => {
    loaded = true;
  });
  return { terminalShown, afterTerminal, loaded: () => loaded };
}

test('what is big is loaded once a terminal has shown something, and not before', async () => {
  const page = await aPage();
  await vi.advanceTimersByTimeAsync(1000);
  expect(page.loaded()).toBe(false);
  page.terminalShown();
  await vi.advanceTimersByTimeAsync(0);
  expect(page.loaded()).toBe(true);
});

test('whoever asks when a terminal is there already does not wait', async () => {
  const page = await aPage();
  page.terminalShown();
  await page.afterTerminal();
});

test('a page whose terminal stays silent gets its editor all the same', async () => {
  const page = await aPage();
  await vi.advanceTimersByTimeAsync(1500);
  expect(page.loaded()).toBe(true);
});
