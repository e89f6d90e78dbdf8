import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { endLab, startLab, typeInTerminal } from './workbench.ts';

const root = (page: Page) => page.locator('html');
const separator = (page: Page, name: string) => page.getByRole('separator', { name });
const lesson = (page: Page) => page.locator('[data-pane="lesson"]');
const terminal = (page: Page) => page.getByRole('textbox', { name: /^Terminal \d+\./ });
const palette = (page: Page) => page.getByRole('dialog', { name: 'All actions' });
const file = (page: Page, name: string) => page.getByRole('treeitem', { name, exact: true });
const openFiles = (page: Page) => page.getByRole('navigation', { name: 'Open files' });

async function width(of: Locator): Promise<number> {
  return (await of.boundingBox())?.width ?? 0;
}

/** From outside of editor and terminal, as people who use no mouse do it. */
async function runAction(page: Page, typed: string, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What do you want to do?' }).fill(typed);
  await expect(palette(page).getByRole('option').first()).toContainText(title);
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
}

/** What the shell says of itself, read from a file that it writes. */
async function said(page: Page, what: string, name: string): Promise<string> {
  await typeInTerminal(page, `echo "${name} ${what}" > ${name}`);
  await file(page, name).click();
  const text = page.locator('.monaco-editor .view-lines').first();
  const shown = async () => ((await text.textContent()) ?? '').replaceAll('\u00a0', ' ').trim();
  await expect.poll(shown).toMatch(new RegExp(`^${name} .+`));
  return (await shown()).slice(name.length + 1);
}

test('sizes are kept over a reload, and a pane goes away and comes back by keyboard', async ({ page }) => {
  await page.goto('/learn/welcome');
  const edge = separator(page, 'Size of lesson and lab');
  const before = await width(lesson(page));
  await edge.focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  const moved = await width(lesson(page));
  expect(moved).toBeGreaterThan(before + 100);
  await page.reload();
  expect(await width(lesson(page))).toBeCloseTo(moved, 0);
  await expect(edge).toHaveAttribute('aria-valuenow', '53');

  await edge.focus();
  await page.keyboard.press('Enter');
  await expect(lesson(page)).toBeHidden();
  const back = page.getByRole('button', { name: 'Show the lesson' });
  await expect(back).toBeFocused();
  await page.reload();
  await expect(lesson(page)).toBeHidden();
  await back.focus();
  await page.keyboard.press('Enter');
  await expect(lesson(page)).toBeVisible();
  await expect(edge).toBeFocused();
  expect(await width(lesson(page))).toBeCloseTo(moved, 0);
});

test('the palette finds an action by a few letters, does it, and gives the focus back', async ({ page }) => {
  await page.goto('/learn/welcome');
  await expect(page.getByRole('button', { name: 'Start lab' })).toBeVisible();
  const start = page.getByRole('button', { name: 'Start lab' });
  await start.focus();
  await page.keyboard.press('F1');
  await expect(palette(page)).toBeVisible();
  const field = page.getByRole('combobox', { name: 'What do you want to do?' });
  await expect(field).toBeFocused();
  await expect(palette(page).getByRole('option', { selected: true })).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await field.fill('zzzz');
  await expect(palette(page).getByText(/Nothing is called that/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(start).toBeFocused();

  await runAction(page, 'focus read', 'Lesson only');
  await expect(start).toBeHidden();
  await expect(page.getByRole('button', { name: 'Show the tools' })).toBeVisible();
  // The same by its key, from the page.
  await lesson(page).focus();
  await page.keyboard.press('Alt+Shift+R');
  await expect(start).toBeVisible();

  await page.getByRole('button', { name: /^All actions/ }).click();
  await palette(page)
    .getByRole('option', { name: /^Dark theme/ })
    .click();
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
});

test('the terminal fills the page and comes back with its shell as it was, at its new size', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  const before = await said(page, '$$ $(stty size)', 'before');
  await terminal(page).focus();
  await page.keyboard.press('Control+Shift+Enter');
  await expect(lesson(page)).toBeHidden();
  const box = await page.locator('[data-pane="terminal"]').boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 1440, height: 900 });
  await expect(terminal(page)).toBeFocused();
  await page.keyboard.insertText('echo "full $$ $(stty size)" > full');
  await page.keyboard.press('Enter');

  // Out of the terminal by keyboard, though it is the only pane.
  await page.keyboard.press('F6');
  await expect(page.getByRole('tab', { name: /^Terminal 1/ })).toBeFocused();
  await runAction(page, 'full screen', 'Full-screen terminal');
  await expect(lesson(page)).toBeVisible();
  await file(page, 'full').click();
  const text = page.locator('.monaco-editor .view-lines').first();
  await expect(text).toContainText('full');
  const full = ((await text.textContent()) ?? '').replaceAll('\u00a0', ' ').replace('full ', '');
  const [shell, rows, columns] = full.split(' ').map(Number);
  const [shellBefore, rowsBefore, columnsBefore] = before.split(' ').map(Number);
  expect(shell).toBe(shellBefore);
  expect(rows).toBeGreaterThan((rowsBefore ?? 0) + 10);
  expect(columns).toBeGreaterThan((columnsBefore ?? 0) + 20);
  expect(await said(page, '$$ $(stty size)', 'after')).toBe(before);
  await endLab(page, 'welcome');
});

test('letters of editor and terminal become larger, and stay so', async ({ page }) => {
  await startLab(page, 'welcome');
  const columns = async (name: string) => Number(await said(page, "$(stty size | cut -d' ' -f2)", name));
  const small = await columns('small');
  await lesson(page).focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('Alt+Shift+.');
  await expect(root(page)).toHaveAttribute('data-code-size', '18');
  await expect(page.locator('.monaco-editor .view-line').first()).toHaveCSS('font-size', '18px');
  expect(await columns('large')).toBeLessThan(small);
  await page.reload();
  await expect(root(page)).toHaveAttribute('data-code-size', '18');
  await endLab(page, 'welcome');
});

test('tabs of terminals and files take another order, by key, by drag and from the palette', async ({
  page,
}) => {
  await startLab(page, 'build');
  const terminals = page.getByRole('tablist', { name: 'Terminals', exact: true }).getByRole('tab');
  await page.getByRole('button', { name: 'New terminal' }).click();
  await expect(terminals).toHaveCount(2);
  await terminals.nth(1).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(terminals.first()).toContainText('Terminal 2');
  await expect(terminals.first()).toBeFocused();
  await expect(page.getByText('Terminal 2 is now tab 1 of 2.')).toHaveCount(1);
  await terminals.first().dragTo(terminals.nth(1));
  await expect(terminals.first()).toContainText('Terminal 1');

  await file(page, 'goods.mjs').click();
  await file(page, 'server.mjs').click();
  const files = openFiles(page).getByRole('listitem');
  await expect(files).toHaveCount(3);
  await files.nth(2).dragTo(files.first());
  await expect(files.first()).toContainText('server.mjs');
  await lesson(page).focus();
  await runAction(page, 'move file right', 'Move the file’s tab right');
  await expect(files.nth(1)).toContainText('server.mjs');
  await page.reload();
  await expect(files.nth(1)).toContainText('server.mjs');
  await expect(terminals.first()).toContainText('Terminal 1');
  await endLab(page, 'build');
});

test('two files stand side by side, and the one that is worked in gets the next file', async ({ page }) => {
  await startLab(page, 'build');
  await expect(page.locator('.monaco-editor')).toHaveCount(1);
  await page.getByRole('button', { name: 'Split' }).click();
  await expect(page.locator('.monaco-editor')).toHaveCount(2);
  await page.locator('.monaco-editor').nth(1).getByRole('textbox').focus();
  await file(page, 'goods.mjs').click();
  await expect(page.getByRole('heading', { name: 'goods.mjs', level: 3 })).toBeVisible();
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('to be written by you');
  await page.reload();
  await expect(page.locator('.monaco-editor')).toHaveCount(2);
  await page.getByRole('button', { name: 'One file again' }).click();
  await expect(page.locator('.monaco-editor')).toHaveCount(1);
  await endLab(page, 'build');
});

test('a file is held against the start of the lesson, and against the solution once it was opened', async ({
  page,
}) => {
  await startLab(page, 'build');
  await typeInTerminal(page, "printf 'FROM node:alpine\\nCOPY . .\\n' > Dockerfile");
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('FROM node');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const start = page.getByRole('group', { name: 'Dockerfile beside the start of the lesson' });
  await expect(start.getByText('One place differs from the start of the lesson.')).toBeVisible();
  await expect(page.locator('.monaco-diff-editor')).toContainText('to be written by you');
  await expect(start.getByRole('button', { name: 'Solution' })).toBeDisabled();

  const task = page.getByRole('region', { name: 'The image shop:1.0 is built' });
  await task.getByRole('button', { name: 'Solution' }).click();
  await expect(task.getByRole('button', { name: 'Hide the solution' })).toBeVisible();
  await lesson(page).focus();
  await runAction(page, 'compare solution', 'Compare with the solution');
  const solution = page.getByRole('group', { name: 'Dockerfile beside the solution' });
  await expect(solution.getByText(/differs? from the solution\./)).toBeVisible();
  await expect(page.locator('.monaco-diff-editor')).toContainText('tools/install.mjs');
  await solution.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(page.locator('.monaco-diff-editor')).toHaveCount(0);

  await typeInTerminal(page, 'echo new > mine.txt');
  await file(page, 'mine.txt').click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText('mine.txt was not there at the start of the lesson')).toBeVisible();
  await endLab(page, 'build');
});

test('high contrast is kept, reaches editor and terminal, and axe finds no fault in either theme', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await lesson(page).focus();
  await runAction(page, 'contrast', 'High contrast');
  await expect(root(page)).toHaveAttribute('data-contrast', 'more');
  await page.reload();
  await expect(root(page)).toHaveAttribute('data-contrast', 'more');
  await expect(page.locator('.xterm-viewport').first()).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  for (const [colorScheme, paper] of [
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(0, 0, 0)'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('body')).toHaveCSS('background-color', paper);
    const { violations } = await new AxeBuilder({ page })
      .exclude('[role="separator"]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag2aaa'])
      .include('[data-pane="lesson"]')
      .include('header')
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await endLab(page, 'welcome');
});

test('on a phone the lesson comes first, and the terminal has the keys that a phone lacks', async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await startPhone(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
  await expect(page.locator('.xterm')).toBeHidden();
  await page.getByRole('button', { name: 'Terminal', exact: true }).click();
  await expect(page.locator('.xterm-rows')).toContainText('$');
  await terminal(page).focus();
  await page.keyboard.insertText('sleep 1000');
  await page.keyboard.press('Enter');
  const keys = page.getByRole('toolbar', { name: 'Keys' });
  await keys.getByRole('button', { name: 'Ctrl C' }).click();
  await expect(page.locator('.xterm-rows')).toContainText('^C');
  await keys.getByRole('button', { name: 'Up', exact: true }).click();
  await expect(page.locator('.xterm-rows').getByText(/sleep 1000/)).toHaveCount(2);
  await expect(terminal(page)).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await endLab(page, 'welcome');
  await page.close();
});

async function startPhone(page: Page): Promise<void> {
  await page.goto('/learn/welcome');
  await endLab(page, 'welcome');
  await page.getByRole('button', { name: 'Start the lab' }).click();
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.locator('.xterm')).toBeVisible();
  await page.getByRole('button', { name: 'Lesson', exact: true }).click();
}

test('every key stands on a page of its own, which reads without a lab', async ({ page }) => {
  await page.goto('/keys');
  await expect(page.getByRole('heading', { level: 1, name: 'Keyboard shortcuts' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Ctrl Shift Enter Full-screen terminal' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
