/**
 * npm run screens [-- state…]: pictures of the pages in both themes, wide and on a phone, into docs/screens/. States that
 * take long or do harm are shown by telling the page so (scripts/screens/change-lab.ts).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import playwright from '../playwright.config.ts';
import { startBenchStack } from './bench/bench-stack.ts';
import { LabApi } from './bench/lab-api.ts';
import { QUIET } from './bench/part.ts';
import { exitWith } from './exit-with.ts';
import { changeLab } from './screens/change-lab.ts';
import { prepareCluster } from './screens/prepare-cluster.ts';
import { smallPicture } from './screens/small-picture.ts';
import { type PageState, withCluster, withLab, withoutLab } from './screens/states.ts';
import { readSettings } from './settings.ts';

const LESSON = 'build';
const WIDTHS = [1440, 390] as const;
const THEMES = ['light', 'dark'] as const;
const WORK = 'docker build -t shop:1.0 . && docker run -d --name shop -p 8080:8080 shop:1.0 && docker ps';
const DOCKERFILE = 'FROM node:alpine\nWORKDIR /shop\nCOPY . .\nRUN node tools/install.mjs\nCMD ./start.sh\n';

const { root } = readSettings();
const folder = join(root, 'docs/screens');
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

async function main(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch(playwright.use?.launchOptions);
  try {
    await using stack = await startBenchStack(root, QUIET);
    await takeAll(browser, stack.origin, withoutLab);
    if (Object.keys(withLab).some(isWanted)) {
      await prepareLab(browser, stack.origin);
      await takeAll(browser, stack.origin, withLab);
    }
    if (Object.keys(withCluster).some(isWanted)) {
      await using _cluster = await prepareCluster(browser, stack.origin, root);
      await takeAll(browser, stack.origin, withCluster);
    }
  } finally {
    await browser.close();
  }
  return 0;
}

async function prepareLab(browser: Browser, origin: string): Promise<void> {
  const lab = new LabApi(origin, LESSON);
  await lab.start();
  await lab.put('Dockerfile', DOCKERFILE);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${origin}/learn/${LESSON}`);
  await page.locator('.xterm-rows').getByText('~/build$').first().waitFor();
  await page.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
  await page.keyboard.insertText(WORK);
  await page.keyboard.press('Enter');
  await page.getByText('1 of 6 hold').waitFor({ timeout: 120_000 });
  await lab.ask('POST', '/lab/check', {});
  await page.getByText('Not yet').first().waitFor();
  await page.close();
}

async function takeAll(
  from: Browser,
  origin: string,
  states: Readonly<Record<string, PageState>>,
): Promise<void> {
  for (const [name, state] of Object.entries(states)) {
    if (!isWanted(name)) continue;
    for (const width of WIDTHS) {
      if (state.wideOnly && width < 800) continue;
      for (const theme of THEMES)
        await take(from, `${origin}${state.path}`, `${name}-${width}-${theme}`, { ...state, width, theme });
    }
  }
}

interface Look extends PageState {
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

async function take(from: Browser, url: string, name: string, look: Look): Promise<void> {
  const context = await from.newContext({
    viewport: { width: look.width, height: look.width > 800 ? 900 : 844 },
    colorScheme: look.theme,
  });
  const page = await context.newPage();
  if (look.view || look.later || look.lost) await changeLab(page, look);
  if (look.breaksAfterMs) await page.addInitScript(breakAfter, look.breaksAfterMs);
  if (look.kept) await page.addInitScript(keep, look.kept);
  await page.goto(url);
  await settled(page, look);
  await look.act?.(page);
  writeFileSync(join(folder, `${name}.png`), await smallPicture(await page.screenshot()));
  process.stdout.write(`docs/screens/${name}.png\n`);
  await context.close();
}

/** Editor and terminal come after the text; a picture waits for what the page says it will show. */
async function settled(page: Page, { width, later, lost, opens }: Look): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const bench = page.getByRole('button', { name: 'Terminal', exact: true });
  // On a phone the workbench lies behind the lesson until it is raised.
  if (width < 800) {
    await bench
      .or(page.getByRole('button', { name: /^(Start the lab|Lab)$/ }))
      .first()
      .click({ timeout: 4000 })
      .catch(() => {});
  }
  const screen = page.locator('.xterm-rows');
  await Promise.race([screen.getByText('$').first().waitFor(), page.waitForTimeout(2000)]);
  if (await screen.isVisible()) await page.waitForTimeout(3000);
  if (later || lost) await page.waitForTimeout(3500);
  if (opens) {
    await page.getByRole(width < 800 ? 'button' : 'tab', { name: opens.view, exact: true }).click();
    await page.getByRole('tabpanel', { name: opens.view }).getByRole('button', { name: opens.row }).click();
    await page.waitForTimeout(500);
  }
}

/** Runs in the page, before its own scripts. */
function keep(choices: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(choices)) localStorage.setItem(key, value);
}

/** Runs in the page: the minutes that are left cannot be counted any more. */
function breakAfter(delayMs: number): void {
  setTimeout(() => {
    Date.parse = () => {
      throw new Error('broken for a picture');
    };
  }, delayMs);
}

exitWith(main());
