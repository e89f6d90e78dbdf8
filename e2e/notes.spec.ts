import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('notes of a lesson are kept while one writes, and are there at the next visit', async ({ page }) => {
  await page.goto('/learn/containers');
  await page.getByRole('button', { name: 'My notes' }).click();
  const field = page.getByRole('textbox', { name: 'My notes on this lesson' });
  await expect(field).toBeFocused();
  await field.fill('A layer can only add.\n<b>not bold</b>');
  await expect(page.getByText('Kept', { exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('footer').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  await page.reload();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('notes');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('A layer can only add.\n<b>not bold</b>');

  await page.route('**/api/note', (route) => route.abort());
  await field.fill('Written in a tunnel.');
  await expect(page.getByText(/^Not kept yet/)).toBeVisible();
  await page.unroute('**/api/note');
  await expect(page.getByText('Kept', { exact: true })).toBeVisible();
});

test('a hint that was opened is counted, once', async ({ page }) => {
  const counted = async () => {
    const { lessons } = await (await page.request.get('/api/progress')).json();
    return lessons.build?.hintsOpened ?? 0;
  };
  await page.goto('/learn/build');
  const task = page.getByRole('region', { name: 'The image shop:1.0 is built' });
  const hint = task.locator('summary').first();
  const before = await counted();
  await hint.click();
  await expect.poll(counted).toBe(before + 1);
  await hint.click();
  const again = page.waitForResponse('**/api/progress');
  await hint.click();
  await again;
  expect(await counted()).toBe(before + 1);
});
