/** npm run screens: pictures of the pages in both themes, wide and on a phone, into docs/screens/. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import playwright from '../playwright.config.ts';
import { startBenchStack } from './bench/bench-stack.ts';
import { LabApi } from './bench/lab-api.ts';
import { readSettings } from './settings.ts';

const LESSON = 'build';
const WIDTHS = [1440, 390] as const;
const THEMES = ['light', 'dark'] as const;
const WORK = 'docker build -t shop:1.0 . && docker run -d --name shop -p 8080:8080 shop:1.0 && docker ps';
const DOCKERFILE = 'FROM node:alpine\nWORKDIR /shop\nCOPY . .\nRUN node tools/install.mjs\nCMD ./start.sh\n';

const { root } = readSettings();
const folder = join(root, 'docs/screens');
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch(playwright.use?.launchOptions);
try {
  await using stack = await startBenchStack(root, {});
  await takeAll(browser, stack.origin, {
    home: '/',
    start: `/learn/${LESSON}`,
    missing: '/learn/no-such-lesson',
  });
  await prepareLab(stack.origin);
  await takeAll(browser, stack.origin, { lesson: `/learn/${LESSON}` });
} finally {
  await browser.close();
}
process.exit(0);

async function prepareLab(origin: string): Promise<void> {
  const lab = new LabApi(origin, LESSON);
  await lab.start();
  await lab.put('Dockerfile', DOCKERFILE);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${origin}/learn/${LESSON}`);
  await page.locator('.xterm-rows').getByText('~/build$').first().waitFor();
  await page.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
  await page.keyboard.insertText(WORK);
  await page.keyboard.press('Enter');
  await page.getByText('1 of 6 hold').waitFor({ timeout: 90_000 });
  await lab.ask('POST', '/lab/check', {});
  await page.getByText('Not yet').first().waitFor();
  await page.close();
}

async function takeAll(
  from: Browser,
  origin: string,
  pages: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    for (const width of WIDTHS) {
      for (const theme of THEMES)
        await take(from, `${origin}${path}`, `${name}-${width}-${theme}`, { width, theme });
    }
  }
}

interface Look {
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

async function take(from: Browser, url: string, name: string, { width, theme }: Look): Promise<void> {
  const context = await from.newContext({
    viewport: { width, height: width > 800 ? 900 : 844 },
    colorScheme: theme,
  });
  const page = await context.newPage();
  await page.goto(url);
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`docs/screens/${name}.png\n`);
  await context.close();
}

/** Editor and terminal come after the text; a picture waits for what the page says it will show. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const running = page.getByRole('banner').getByText(/^Lab running/);
  await Promise.race([running.waitFor(), page.waitForTimeout(1500)]);
  if (await running.isVisible()) await page.waitForTimeout(4000);
}
