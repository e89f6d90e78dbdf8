/** From an event to what the screen shows, in Chromium. */
import type { Page } from '@playwright/test';
import { installProbe, type Watch } from './screen-probe.ts';

/** None of a, d, t: wetty's frames hold the word "data". */
const LETTERS = 'bcefghijklmopqrsuvwxyz';
const KEYS_A_LINE = 40;

export async function probePage(page: Page): Promise<void> {
  await page.addInitScript(installProbe);
}

async function timeOf(
  page: Page,
  watch: Pick<Watch, 'text' | 'from'>,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate((wanted) => {
    window.drydockWatch = { ...wanted };
  }, watch);
  await act();
  const taken = await page.waitForFunction(() => {
    const { started, shown } = window.drydockWatch ?? {};
    return started !== undefined && shown !== undefined ? { ms: shown - started } : undefined;
  });
  const value = await taken.jsonValue();
  return value?.ms ?? Number.NaN;
}

/** Milliseconds from each key to the first drawing of its echo. The terminal has the focus, at a prompt. */
export async function measureScreenEcho(page: Page, keys: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < keys; index += 1) {
    if (index % KEYS_A_LINE === 0) {
      await page.keyboard.press('Control+u');
      await page.keyboard.type(': ', { delay: 30 });
      await page.waitForTimeout(200);
    }
    const key = LETTERS.charAt((index * 7) % LETTERS.length);
    // A random phase against the 16.7 ms of a frame.
    await page.waitForTimeout(40 + Math.random() * 33);
    times.push(await timeOf(page, { text: key, from: key }, () => page.keyboard.press(key)));
  }
  await page.keyboard.press('Control+u');
  return times;
}

/** Milliseconds from the click on Start lab to the first drawing of the prompt. */
export async function measureStart(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const button = page.getByRole('button', { name: 'Start lab' });
  await button.waitFor();
  return timeOf(page, { text: '~/', from: 'click' }, () => button.click());
}
