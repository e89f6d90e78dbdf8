import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const PAGES = ['/', '/learn/welcome', '/learn/containers', '/learn/build'];

for (const path of PAGES) {
  test(`${path} has no accessibility fault that axe finds, in either theme`, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      // A splitter stands between two landmarks and belongs to neither.
      const { violations } = await new AxeBuilder({ page }).exclude('[role="separator"]').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });

  test(`${path} asks nobody but us and breaks no rule of its Content-Security-Policy`, async ({ page }) => {
    const strangers: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') strangers.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const answer = await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const policy = answer?.headers()['content-security-policy'] ?? '';
    const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src')) ?? '';
    expect(scripts).toContain("'self'");
    expect(scripts).not.toContain('unsafe');
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test('a lesson reads without JavaScript, and on a phone nothing scrolls sideways', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto('/learn/build');
  await expect(
    page.getByRole('heading', { level: 1, name: 'An image keeps everything you ever put in' }),
  ).toBeVisible();
  await expect(
    page.getByText('What never enters a layer need not be removed from one.', { exact: false }),
  ).toBeVisible();
  await context.close();

  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  for (const path of PAGES) {
    await phone.goto(path);
    expect(await sidewaysPixels(phone), path).toBe(0);
  }
  await phone.close();
});

test('a lesson that does not exist says so and leads back', async ({ page }) => {
  const answer = await page.goto('/learn/no-such-lesson');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/$/);
});

test('the solution is not in the page before the learner asks for it', async ({ page }) => {
  await page.goto('/learn/build');
  expect(await page.content()).not.toContain('# task: answers');
  const first = page.getByRole('region', { name: 'The image shop:1.0 is built' });
  await expect(first.getByText(/comes in with/)).toHaveCount(0);
  await first.getByRole('button', { name: /solution/i }).click();
  await expect(first.getByRole('button', { name: /solution/i })).toHaveAttribute('aria-expanded', 'true');
});

function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
