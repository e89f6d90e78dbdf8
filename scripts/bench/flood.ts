/** A flood of output, in Chromium: how soon it is over, whether the page stood still, how soon Ctrl+C is felt. */
import type { Browser, Page } from '@playwright/test';
import { type Flood, floodProbe } from './flood-probe.ts';

const BYTES = 20_000_000;
const WITHIN_MS = 120_000;
/** So that `yes` has filled everything that can hold output. */
const FLOODING_MS = 3000;

export async function floodPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(...floodProbe);
  return page;
}

/** From Enter to what the shell says after 20 MB. The terminal has the focus, at a prompt. */
export async function measureFlood(page: Page): Promise<Flood> {
  const word = freshWord();
  await page.keyboard.insertText(`seq 1 9999999 | head -c ${BYTES}; echo; echo ${spelt(word)}`);
  return timed(page, word, 'Enter', () => page.keyboard.press('Enter'));
}

/** From Ctrl+C to the prompt, while `yes` floods the screen. */
export async function measureInterrupt(page: Page): Promise<Flood> {
  const word = freshWord();
  await page.keyboard.insertText(`PS1=${spelt(word)}' $ '; yes abcdefghijklmnopqrstuvwxyz0123456789`);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(FLOODING_MS);
  const flood = await timed(page, word, 'c', () => page.keyboard.press('Control+c'));
  await page.keyboard.insertText("PS1='$ '");
  await page.keyboard.press('Enter');
  return flood;
}

async function timed(page: Page, word: string, key: string, act: () => Promise<void>): Promise<Flood> {
  await page.waitForTimeout(300);
  const waiting = page.evaluate(([text, from, within]) => window.drydockFlood.until(text, from, within), [
    word,
    key,
    WITHIN_MS,
  ] as const);
  await page.waitForTimeout(100);
  await act();
  const flood = await waiting;
  if (!flood) throw new Error(`the terminal did not show ${word} within ${WITHIN_MS / 1000} s`);
  return flood;
}

const freshWord = () => `over${Math.random().toString(36).slice(2, 8)}`;
/** What is echoed while it is typed does not hold the word itself. */
const spelt = (word: string) => `${word.slice(0, 2)}''${word.slice(2)}`;
