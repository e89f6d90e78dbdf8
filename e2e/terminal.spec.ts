import { expect, type Page, test } from '@playwright/test';
import { endLab, startLab, typeInTerminal } from './workbench.ts';

/**
 * What a shell wrote, read where the editor shows it: the screen itself is a canvas. Until the file is open the editor
 * shows the one before, so each file's text begins with its own name.
 */
async function written(page: Page, file: string): Promise<string> {
  await page.getByRole('treeitem', { name: file, exact: true }).click();
  const text = page.locator('.monaco-editor .view-lines').first();
  // Monaco draws spaces as no-break spaces.
  const shown = async () => ((await text.textContent()) ?? '').replaceAll('\u00a0', ' ').trim();
  await expect.poll(shown).toMatch(new RegExp(`^${file}: .+\\.$`));
  return (await shown()).slice(`${file}: `.length, -1);
}

const write = (what: string, file: string) => `echo "${file}: ${what}." > ${file}`;

test('a shell outlives a reload and a lost network, and two tabs see the same one', async ({
  page,
  context,
}) => {
  await startLab(page, 'welcome');
  await typeInTerminal(page, `here=kept; ${write('$$', 'shell-before')}`);
  const before = await written(page, 'shell-before');

  await page.reload();
  await typeInTerminal(page, write('$$ $here', 'shell-reloaded'));
  expect(await written(page, 'shell-reloaded')).toBe(`${before} kept`);

  await context.setOffline(true);
  await context.setOffline(false);
  await typeInTerminal(page, write('$$ $here', 'shell-back-online'));
  expect(await written(page, 'shell-back-online')).toBe(`${before} kept`);

  const other = await context.newPage();
  await other.goto('/learn/welcome');
  await typeInTerminal(other, write('$$ $here', 'shell-other-tab'));
  expect(await written(other, 'shell-other-tab')).toBe(`${before} kept`);
  await other.close();
  await endLab(page, 'welcome');
});

test('what the terminal changes shows in the editor at once, and an edit of both sides is a question', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await typeInTerminal(page, write('first', 'note.txt'));
  expect(await written(page, 'note.txt')).toBe('first');
  await typeInTerminal(page, write('second', 'note.txt'));
  await expect(page.locator('.monaco-editor .view-lines')).toContainText('second');
  await endLab(page, 'welcome');
});

test('reset gives the lab as it was at the start', async ({ page }) => {
  await startLab(page, 'welcome');
  await typeInTerminal(page, 'touch left-over');
  await expect(page.getByRole('treeitem', { name: 'left-over', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByRole('group', { name: 'Reset the lab?' }).getByRole('button', { name: /reset/i }).click();
  await expect(page.getByRole('treeitem', { name: 'left-over', exact: true })).toBeHidden();
  // The shell of before is gone, and the new one is at its prompt.
  const screen = page.locator('.xterm-rows');
  await expect(screen).not.toContainText('touch left-over');
  await expect(screen).toContainText('~/welcome$');
  await typeInTerminal(page, 'touch after-reset');
  await expect(page.getByRole('treeitem', { name: 'after-reset', exact: true })).toBeVisible();
  await endLab(page, 'welcome');
});
