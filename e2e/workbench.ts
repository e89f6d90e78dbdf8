/** What a learner does on a lesson page, by role and name. */
import { expect, type Locator, type Page } from '@playwright/test';

export async function startLab(page: Page, lesson: string): Promise<void> {
  await page.goto(`/learn/${lesson}`);
  await endLab(page, lesson);
  await page.getByRole('button', { name: 'Start lab' }).click();
  await expect(page.getByRole('banner').getByText(/^Lab running/)).toBeVisible();
  await expect(page.locator('.xterm')).toBeVisible();
}

/** Also when none runs: a test begins on a lesson without a lab. */
export async function endLab(page: Page, lesson: string): Promise<void> {
  const ticket = await page.request.post('/api/ticket', {
    data: { lesson },
    headers: { origin: origin(page) },
  });
  const { ticket: token } = (await ticket.json()) as { ticket: string };
  const answer = await page.request.delete('/lab', {
    headers: { authorization: `Bearer ${token}`, origin: origin(page) },
  });
  expect([200, 404], await answer.text()).toContain(answer.status());
}

function origin(page: Page): string {
  return new URL(page.url()).origin;
}

export async function typeInTerminal(page: Page, command: string): Promise<void> {
  // A page that was just loaded shows the prompt once it is connected to the shell.
  await expect(page.locator('.xterm-rows')).toContainText('$');
  await page.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
  await page.keyboard.insertText(command);
  await page.keyboard.press('Enter');
}

/** Replaces what the editor shows and waits until the sandbox has it. */
export async function writeInEditor(page: Page, file: string, text: string): Promise<void> {
  await page.getByRole('treeitem', { name: file, exact: true }).click();
  const input = page.locator('.monaco-editor').getByRole('textbox').first();
  await input.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
}

export function task(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title });
}
