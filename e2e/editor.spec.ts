import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { endLab, startLab, typeInTerminal } from './workbench.ts';

const row = (page: Page, name: string) => page.getByRole('treeitem', { name, exact: true });
const code = (page: Page) => page.locator('.monaco-editor .view-lines').first();

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor').getByRole('textbox').first().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(text);
}

/**
 * Waits until the sandbox itself says so: the terminal makes a file once it has found the text. It goes on looking: the
 * editor may say "Saved" of what was typed before.
 */
async function expectInSandbox(page: Page, file: string, text: string): Promise<void> {
  await typeInTerminal(page, `until grep -qF '${text}' ${file}; do sleep 0.1; done; touch 'found ${text}'`);
  await expect(row(page, `found ${text}`)).toBeVisible();
}

test('both sides edit a file, and neither is lost', async ({ page }) => {
  await startLab(page, 'welcome');
  await typeInTerminal(page, "printf 'one\\ntwo\\n' > note.txt");
  await row(page, 'note.txt').click();
  await expect(code(page)).toContainText('two');

  // Slow, so that the sandbox is first: the editor's own save finds another version there.
  await page.route('**/lab/file?*', async (route) => {
    if (route.request().method() === 'PUT') {
      await typeInTerminal(page, 'echo theirs > note.txt && touch written');
      await expect(row(page, 'written')).toBeVisible();
    }
    await route.continue();
  });
  await typeAtEnd(page, 'mine');
  const question = page.getByRole('alert').filter({ hasText: 'This file changed in the sandbox' });
  await expect(question).toBeVisible();
  await page.unroute('**/lab/file?*');
  await expect(code(page)).toContainText('mine');

  await question.getByRole('button', { name: 'Compare' }).click();
  await expect(page.locator('.monaco-diff-editor')).toContainText('theirs');
  await question.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expectInSandbox(page, 'note.txt', 'mine');
  await endLab(page, 'welcome');
});

test('what is typed without a network is kept, over a reload too, and saved when it is back', async ({
  page,
  context,
}) => {
  await startLab(page, 'welcome');
  await typeInTerminal(page, 'echo start > note.txt');
  await row(page, 'note.txt').click();
  await expect(code(page)).toContainText('start');
  await page.route('**/lab/file?*', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await typeAtEnd(page, 'typed offline');
  await expect(page.getByText(/^Not saved: .* trying again\.$/)).toBeVisible();
  await page.unroute('**/lab/file?*');
  await page.reload();
  await expect(code(page)).toContainText('typed offline');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expectInSandbox(page, 'note.txt', 'typed offline');
  await context.setOffline(true);
  await typeAtEnd(page, ' and again');
  await context.setOffline(false);
  await expectInSandbox(page, 'note.txt', 'offline and again');
  await endLab(page, 'welcome');
});

test('files are made, renamed and deleted by keyboard alone', async ({ page }) => {
  await startLab(page, 'welcome');
  await row(page, 'site').focus();
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('../outside');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Two dots lead out of the folder.', { exact: false })).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('compose.yml');
  await page.keyboard.press('Enter');
  await expect(row(page, 'compose.yml')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('.monaco-editor').getByRole('textbox').first()).toBeFocused();
  await page.keyboard.type('services:');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await row(page, 'compose.yml').focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('compose.yaml');
  await page.keyboard.press('Enter');
  await expect(row(page, 'compose.yaml')).toBeFocused();
  await expect(code(page)).toContainText('services:');
  await expectInSandbox(page, 'site/compose.yaml', 'services:');

  await row(page, 'compose.yaml').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Delete compose.yaml?')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row(page, 'compose.yaml')).toBeHidden();
  await expect(page.getByRole('treeitem').and(page.locator(':focus'))).toBeVisible();
  await endLab(page, 'welcome');
});

test('what is no text is named, uploads ask before they replace, and links out are refused', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await typeInTerminal(page, "printf 'a\\0b' > logo.bin; ln -s /etc/passwd outside; echo old > up.txt");
  await row(page, 'logo.bin').click();
  await expect(page.getByText('logo.bin is not text (3 bytes)', { exact: false })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await downloading).suggestedFilename()).toBe('logo.bin');
  await row(page, 'outside link').click();
  await expect(page.getByText('leads outside the lab folder', { exact: false })).toBeVisible();

  await page.getByLabel('Files to upload').setInputFiles([
    { name: 'up.txt', mimeType: 'text/plain', buffer: Buffer.from('new') },
    { name: 'more.txt', mimeType: 'text/plain', buffer: Buffer.from('more') },
  ]);
  await expect(page.getByText('is there already', { exact: false })).toBeVisible();
  await expectInSandbox(page, 'up.txt', 'old');
  await page.getByRole('button', { name: 'Replace it' }).click();
  await expect(page.getByText('2 of 2 uploaded')).toBeVisible();
  await expectInSandbox(page, 'up.txt', 'new');
  await endLab(page, 'welcome');
});

test('Ctrl+M lets Tab leave the text, F6 leaves the editor, and axe finds no fault in files and tabs', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await typeInTerminal(page, 'echo start > note.txt');
  await row(page, 'note.txt').click();
  await expect(code(page)).toContainText('start');
  const input = page.locator('.monaco-editor').getByRole('textbox').first();
  await input.focus();
  await page.keyboard.press('Control+m');
  await expect(page.getByText('Tab indents again', { exact: false })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(input).not.toBeFocused();
  await input.focus();
  await page.keyboard.press('F6');
  await expect(page.getByRole('textbox', { name: /^Terminal \d+\./ })).toBeFocused();

  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const axe = new AxeBuilder({ page }).include('[aria-label="Editor"]').exclude('.monaco-editor');
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await endLab(page, 'welcome');
});
